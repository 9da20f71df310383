/** The sections, one below the other. Their headings are one stop of the Tab key; arrows go from one to the next. */

import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./SettingsScreen.module.css";
import { SavedScope, useSaying } from "./saved";

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
      {sections.map((section) => (
        <OneSection
          key={section.name}
          section={section}
          stop={section.name === stop}
          onFocus={() => setCurrent(section.name)}
        />
      ))}
    </div>
  );
}

interface OneSectionProps {
  section: Section;
  stop: boolean;
  onFocus(): void;
}

function OneSection({ section: { title, body }, stop, onFocus }: OneSectionProps) {
  const { t } = useTranslation();
  const [said, say] = useSaying();
  return (
    <section className={styles.section} aria-label={title}>
      <div>
        <h2
          className={styles.heading}
          tabIndex={stop ? 0 : -1}
          data-section
          onFocus={onFocus}
          onKeyDown={move}
        >
          {title}
        </h2>
        <p role="status" className={styles.saved}>
          {said ? t("settings.saved") : ""}
        </p>
      </div>
      <div className={styles.body}>
        <SavedScope say={say}>{body}</SavedScope>
      </div>
    </section>
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
