/** What jsdom lacks and the screens stand on: media queries, sizes, observers. */

import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach } from "vitest";
import { changeLanguage, startI18n } from "@/i18n";
import { setRegion } from "@/i18n/region";
import { computeStylesLightly } from "./styles";

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

function noMedia(query: string): MediaQueryList {
  const nothing = () => {};
  return {
    matches: false,
    media: query,
    onchange: null,
    addEventListener: nothing,
    removeEventListener: nothing,
    addListener: nothing,
    removeListener: nothing,
    dispatchEvent: () => false,
  };
}

// Failures name the missing thing; the whole page below it helps nobody.
configure({
  asyncUtilTimeout: 20_000,
  getElementError: (message) => new Error(message ?? "not found"),
});

computeStylesLightly();
window.matchMedia = noMedia;
window.ResizeObserver = NoObserver;
window.IntersectionObserver = NoObserver as unknown as typeof IntersectionObserver;
Element.prototype.scrollIntoView = () => {};
HTMLCanvasElement.prototype.getContext = () => null;
document.execCommand = () => true;

// A window of a believable size, so that tables draw their rows.
for (const [name, size] of [
  ["clientHeight", 700],
  ["offsetHeight", 700],
  ["clientWidth", 1200],
  ["offsetWidth", 1200],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}

beforeAll(() => startI18n("en"));
beforeEach(async () => {
  localStorage.clear();
  setRegion("system");
  await changeLanguage("en");
});
afterEach(cleanup);
