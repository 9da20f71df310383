/** One department: its name at its level, a bar, and its people, a click away. */

import { Button } from "@fluentui/react-components";
import type { HTMLAttributes, KeyboardEvent, MouseEvent, Ref } from "react";
import { useTranslation } from "react-i18next";
import { MoreIcon, NextIcon } from "@/components/icons";
import { useFormats } from "@/i18n/format";
import styles from "./Departments.module.css";
import type { Line } from "./outline";
import { RenameField } from "./RenameField";

export interface DepartmentLineProps {
  line: Line;
  /** Among the rows that are open, from 0. */
  index: number;
  /** People of the largest department: the longest bar. */
  most: number;
  /** Of a department with others below it: whether they are shown. */
  expanded: boolean | undefined;
  renaming: boolean;
  row: HTMLAttributes<HTMLTableRowElement> & { ref: Ref<HTMLTableRowElement> };
  onKeyDown(event: KeyboardEvent): void;
  onMenu(event: MouseEvent): void;
  onShow(): void;
  onToggle(): void;
  onRename(to: string): void;
  onCancel(): void;
}

export function DepartmentLine(props: DepartmentLineProps) {
  const {
    line,
    index,
    most,
    expanded,
    renaming,
    row,
    onKeyDown,
    onMenu,
    onShow,
    onToggle,
    onRename,
    onCancel,
  } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const { path, people, own, source, sources } = line;
  return (
    <tr
      {...row}
      aria-level={line.level}
      aria-rowindex={index + 2}
      aria-expanded={expanded}
      aria-label={path}
      onKeyDown={onKeyDown}
      onContextMenu={onMenu}
      onDoubleClick={onShow}
    >
      <td className={styles.name} data-level={line.level}>
        {expanded !== undefined && (
          <button type="button" tabIndex={-1} aria-hidden className={styles.toggle} onClick={onToggle}>
            <NextIcon />
          </button>
        )}
        {renaming ? (
          <RenameField line={line} onRename={onRename} onCancel={onCancel} />
        ) : (
          <button
            type="button"
            tabIndex={-1}
            className={styles.link}
            aria-label={t("departments.show_people", { department: path })}
            disabled={people === 0}
            onClick={onShow}
          >
            {line.name}
          </button>
        )}
        {!renaming && sources.length > 0 && (
          <span className={styles.quiet}>{t("departments.called", { sources: sources.join(", ") })}</span>
        )}
      </td>
      <td className={styles.share} aria-hidden onClick={people > 0 ? onShow : undefined}>
        <svg className={styles.bars} width="100%" height="14" preserveAspectRatio="none">
          <rect className={styles.below} width={`${(people / most) * 100}%`} height="14" rx="3" />
          <rect className={styles.own} width={`${(own / most) * 100}%`} height="14" rx="3" />
        </svg>
      </td>
      <td className={styles.number}>
        {people > own && <span className={styles.quiet}>{t("departments.directly", { count: own })} · </span>}
        {number(people)}
      </td>
      <td className={styles.source}>{t(`departments.source_${source}`)}</td>
      <td className={styles.more}>
        <Button
          tabIndex={-1}
          size="small"
          appearance="subtle"
          icon={<MoreIcon />}
          aria-label={t("departments.more", { department: path })}
          onClick={onMenu}
        />
      </td>
    </tr>
  );
}
