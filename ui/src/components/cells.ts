/** What stands in the cells of long tables, as plain elements: a tree of React for each costs more than they do. */

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

/** In two lines where one is too short, and whole (`text`) as a tooltip where both are. */
export function twoLines(text: string, ...parts: Part[]): HTMLElement {
  const lines = element("span", styles.lines, ...(parts.length > 0 ? parts : [text]));
  lines.addEventListener("mouseenter", () => {
    const cut = lines.scrollHeight > lines.clientHeight || lines.scrollWidth > lines.clientWidth;
    lines.title = cut ? text : "";
  });
  return element("span", styles.frame, lines);
}

/** An address, broken behind its sign rather than anywhere. */
export function address(email: string): HTMLElement {
  const at = email.lastIndexOf("@") + 1;
  return twoLines(email, email.slice(0, at), element("wbr", undefined), email.slice(at));
}

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
