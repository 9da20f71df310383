/** The command palette: type a few letters of what you want to do, or of whom you look for. */

import { Dialog, DialogSurface, SearchBox } from "@fluentui/react-components";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFocusReturn } from "@/components/useFocusReturn";
import { type Command, useCommands } from "@/session/commands";
import { useNavigation } from "@/session/navigation";
import { useFoundPeople } from "@/session/people";
import styles from "./Palette.module.css";

export interface PaletteProps {
  onHelp(): void;
  onClose(): void;
}

export function Palette({ onHelp, onClose }: PaletteProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useId();
  const people = usePeople(typed);
  const found = [...useCommands(onHelp).filter(({ label }) => fits(label, typed)), ...people];
  const current = Math.min(at, found.length - 1);
  useFocusReturn();

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.act();
  };
  const hear = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") run(found[current]);
    if (step === undefined && event.key !== "Enter") return;
    event.preventDefault();
    if (step && found.length > 0) setAt((current + step + found.length) % found.length);
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface} aria-label={t("palette.title")}>
        <div className={styles.body}>
          <SearchBox
            autoFocus
            size="large"
            className={styles.input}
            style={{ maxWidth: "none" }}
            placeholder={t("palette.hint")}
            value={typed}
            onChange={(_, { value }) => {
              setTyped(value);
              setAt(0);
            }}
            onKeyDown={hear}
            input={{
              role: "combobox",
              "aria-label": t("palette.hint"),
              "aria-expanded": true,
              "aria-controls": list,
              "aria-activedescendant": found[current] && `${list}-${current}`,
            }}
          />
          <div id={list} role="listbox" aria-label={t("palette.title")} className={styles.list}>
            {found.map((command, index) => (
              <Entry
                key={command.name}
                id={`${list}-${index}`}
                command={command}
                chosen={index === current}
                onPoint={() => setAt(index)}
                onRun={() => run(command)}
              />
            ))}
          </div>
          {found.length === 0 && (
            <p className={styles.none} role="status">
              {t("palette.none")}
            </p>
          )}
        </div>
      </DialogSurface>
    </Dialog>
  );
}

interface EntryProps {
  id: string;
  command: Command;
  chosen: boolean;
  onPoint(): void;
  onRun(): void;
}

function Entry({ id, command, chosen, onPoint, onRun }: EntryProps) {
  const show = (entry: HTMLElement | null) => chosen && entry?.scrollIntoView({ block: "nearest" });
  return (
    // The keys are heard by the field above, which keeps the focus.
    <div
      ref={(entry) => void show(entry)}
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={styles.entry}
      onMouseMove={onPoint}
      onClick={onRun}
      onKeyDown={() => {}}
    >
      <span>{command.label}</span>
      {command.keys && <kbd>{command.keys}</kbd>}
    </div>
  );
}

/** Every word typed occurs, whatever its case. */
function fits(label: string, typed: string): boolean {
  const text = label.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The first few people whom the letters find. */
function usePeople(typed: string): Command[] {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return useFoundPeople(typed, 5).map(({ id, display_name, email }) => ({
    name: `person ${id}`,
    label: t("palette.person", { name: display_name ?? email, email }),
    act: () => go("employees", { person: id }),
  }));
}
