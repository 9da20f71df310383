import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** `vite --mode fake` runs the screens in any browser, on invented data; no other mode contains it. */
const host = (mode: string) =>
  path(mode === "fake" ? "./src/platform/fake/host.ts" : "./src/platform/tauri.ts");

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [react()],
  resolve: { alias: { "#host": host(mode), "@": path("./src") } },
  clearScreen: false,
  server: { port: 1420, strictPort: true, host: "localhost" },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // WebKitGTK 4.1 of Debian 12, WebView2, and WKWebView of macOS 13.
    target: ["safari16", "chrome111"],
    chunkSizeWarningLimit: 2000,
  },
  test: {
    environment: "jsdom",
    setupFiles: ["./test/setup.ts"],
    css: false,
    testTimeout: 120_000,
  },
}));
