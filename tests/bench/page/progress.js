window.progress = [];
const heard = window.__TAURI_INTERNALS__.transformCallback(() => window.progress.push(performance.now()));
window.__TAURI_INTERNALS__.invoke("plugin:event|listen", { event: "job", target: { kind: "Any" }, handler: heard });
