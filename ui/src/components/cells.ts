/** What stands in the cells of long tables, as plain elements: a tree of React for each costs more than they do. */

import type { ICellRendererParams } from "ag-grid-community";
import { addressParts } from "./address";
import styles from "./cells.module.css";

export type Part = Node | string;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string | undefined,
  ...parts: Part[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...parts);
  return made;
}

/**
 * In two lines where one is too short, and whole (`text`) as a tooltip where both are. No word is broken: with one
 * that is too long for a line, there is one line, shortened at its end.
 */
export function twoLines(text: string, ...parts: Part[]): HTMLElement {
  const lines = element("span", styles.lines, ...(parts.length > 0 ? parts : inPieces(text)));
  lines.addEventListener("mouseenter", () => {
    const cut = lines.scrollHeight > lines.clientHeight || isTooWide(lines);
    lines.title = cut ? text : "";
  });
  const frame = element("span", styles.frame, lines);
  if (longWord.test(text)) widths.observe(frame);
  return frame;
}

/** Shorter ones have room in every column. */
const longWord = /\S{10}/;

const isTooWide = (lines: Element) => lines.scrollWidth > lines.clientWidth;

// Step by step for all of them: a page that is changed and measured in turns is laid out anew each time.
const widths = new ResizeObserver((entries) => {
  const one = styles.one ?? "";
  const lines = entries.flatMap(({ target }) => target.firstElementChild ?? []);
  for (const line of lines) line.classList.remove(one);
  const tooWide = lines.map(isTooWide);
  lines.forEach((line, at) => {
    line.classList.toggle(one, tooWide[at]);
  });
});

/** A text that may go on in the next line within the addresses it names. */
function inPieces(text: string): Part[] {
  return text.split(/(\S+@\S+)/).flatMap((part, at) => (at % 2 ? piecesOf(part) : [part]));
}

const piecesOf = (email: string): Part[] =>
  addressParts(email).flatMap((part) => [element("span", styles.piece, part), element("wbr", undefined)]);

export const address = (email: string) => twoLines(email, ...piecesOf(email));

type Cell = ICellRendererParams<unknown, string>;

export const inTwoLines = ({ value }: Cell) => value && twoLines(value);
export const inAddress = ({ value }: Cell) => value && address(value);

/** One of the icons that a `CellIcons` beside the table holds; with a `label` it is spoken. */
export function cellIcon(name: string, label?: string): SVGSVGElement {
  const svg = (tag: "svg" | "use" | "title") => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const [icon, use, title] = [svg("svg") as SVGSVGElement, svg("use"), svg("title")];
  icon.setAttribute("width", "1em");
  icon.setAttribute("height", "1em");
  use.setAttribute("href", `#${iconId(name)}`);
  if (!label) icon.setAttribute("aria-hidden", "true");
  else {
    icon.setAttribute("role", "img");
    icon.setAttribute("aria-label", label);
    title.textContent = label;
    icon.append(title);
  }
  icon.append(use);
  return icon;
}

export const iconId = (name: string) => `cell-icon-${name}`;
