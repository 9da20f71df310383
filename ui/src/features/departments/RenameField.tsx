/** A department's path, typed over where it stands. */

import { Input } from "@fluentui/react-components";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Departments.module.css";
import type { Line } from "./outline";

export interface RenameFieldProps {
  line: Line;
  onRename(to: string): void;
  onCancel(): void;
}

export function RenameField({ line, onRename, onCancel }: RenameFieldProps) {
  const { t } = useTranslation();
  const { path, name, sources } = line;
  const [to, setTo] = useState(path);
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(path.length - name.length, path.length);
  }, [path, name]);
  const finish = () => (to.trim() === path || to.trim() === "" ? onCancel() : onRename(to.trim()));
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") finish();
    else onCancel();
  };
  const source = sources[0] ?? path;
  const changed = to.trim() !== "" && to.trim().toLowerCase() !== source.toLowerCase();
  return (
    <div className={styles.renaming}>
      <Input
        input={{ ref: input }}
        value={to}
        aria-label={t("departments.rename_to", { department: path })}
        aria-describedby={hint}
        onChange={(_, { value }) => setTo(value)}
        onKeyDown={onKeyDown}
        onBlur={onCancel}
      />
      <div id={hint} className={styles.quiet}>
        {changed ? t("departments.keeps", { source, department: to.trim() }) : t("departments.rename_hint")}
      </div>
    </div>
  );
}
