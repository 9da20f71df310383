/** The sections, one below the other. Their headings are one stop of the Tab key; arrows go from one to the next. */

import { type KeyboardEvent, type ReactNode, useState } from "react";
import styles from "./SettingsScreen.module.css";

export interface Section {
  name: string;
  title: string;
  body: ReactNode;
}

export function Sections({ sections }: { sections: Section[] }) {
  const [current, setCurrent] = useState<string>();
  const stop = sections.some(({ name }) => name === current) ? current : sections[0]?.name;
  return (
    <div className={styles.sections}>
      {sections.map(({ name, title, body }) => (
        <section key={name} className={styles.section} aria-label={title}>
          <h2
            className={styles.heading}
            tabIndex={name === stop ? 0 : -1}
            data-section
            onFocus={() => setCurrent(name)}
            onKeyDown={move}
          >
            {title}
          </h2>
          <div className={styles.body}>{body}</div>
        </section>
      ))}
    </div>
  );
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const headings = [...document.querySelectorAll<HTMLElement>("[data-section]")];
  const at = headings.indexOf(event.currentTarget);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: headings.length - 1 }[event.key];
  const heading = to === undefined ? undefined : headings[to];
  if (!heading) return;
  event.preventDefault();
  heading.focus();
  heading.scrollIntoView?.({ block: "nearest" });
}
