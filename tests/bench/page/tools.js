const call = (command, args) => window.__TAURI_INTERNALS__.invoke(command, args);
/** The next frame; after a second without one, nothing is waited for any longer. */
const frame = () =>
  new Promise((next) => {
    requestAnimationFrame(next);
    setTimeout(() => next(performance.now()), 1000);
  });
const rest = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));

/** Milliseconds from `act` to the first frame in which `ready` holds. */
const timed = async (act, ready) => {
  const began = performance.now();
  act();
  while (!ready()) {
    if (performance.now() - began > 30_000) throw new Error(`never ready: ${ready}`);
    await frame();
  }
  return performance.now() - began;
};

/** As the keyboard does it, as far as the page can see. */
const type = (input, text) => {
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  set.call(input, text);
  input.dispatchEvent(new InputEvent("input", { bubbles: true, data: text.at(-1) ?? null }));
};

const cell = (column, row = 0) =>
  document.querySelector(`[role=row][row-index="${row}"] [col-id=${column}]`)?.textContent?.trim() ?? "";
const everyone = {
  search: "", archived: false, department: null, source: null, paused: false, edited: false,
  sort: "name", descending: false,
};
const employees = (search, start, count) =>
  call("employees", { query: { ...everyone, search }, start, count });

/** What scrolls the rows. */
const scroller = () => {
  let at = document.querySelector("[role=row][row-index]");
  while (at && !(at.scrollHeight > at.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(at).overflowY))) {
    at = at.parentElement;
  }
  return at;
};
