/** The departments as a tree in a table, worked with by mouse or by the keys of a tree. */

import { Fragment, type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { isMenuKey, type Place, placeOf } from "@/components/RowMenu";
import { useCopy } from "@/components/useCopy";
import { useNavigation } from "@/session/navigation";
import { DepartmentLine } from "./DepartmentLine";
import { type DepartmentActions, DepartmentMenu } from "./DepartmentMenu";
import styles from "./Departments.module.css";
import { MergeDialog } from "./MergeDialog";
import { type Line, open, outlineText, parents } from "./outline";
import { useChanges } from "./useChanges";
import { useTreeKeys } from "./useTreeKeys";
import { useWindow } from "./useWindow";

export interface DepartmentTreeProps {
  /** Those to show, and all there are. */
  shown: Line[];
  all: Line[];
}

export function DepartmentTree({ shown, all }: DepartmentTreeProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const copy = useCopy();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [renaming, setRenaming] = useState<string>();
  const [menu, setMenu] = useState<{ line: Line; place: Place }>();
  const [merging, setMerging] = useState<{ line: Line; into?: string }>();
  const lineOf = (path: string) => all.find((line) => line.path === path);
  const changes = useChanges(({ from, to }, { params }) => {
    const line = lineOf(from);
    if (line) setMerging({ line, into: params.department ?? to });
  });
  const lines = open(shown, closed);
  const above = parents(shown);
  const isParent = ({ path }: Line) => above.has(path);
  const toggle = (path: string) =>
    setClosed(
      (known) => new Set(known.has(path) ? [...known].filter((one) => one !== path) : [...known, path]),
    );
  const tree = useTreeKeys({ lines, closed, isParent, toggle });
  const table = useRef<HTMLTableElement>(null);
  const active = lines.findIndex(({ path }) => path === tree.active);
  const { slots, rest } = useWindow(table, lines.length, Math.max(0, active));
  const most = all.reduce((most, { people }) => Math.max(most, people), 1);

  const actions: DepartmentActions = {
    show: ({ path, people }) => people > 0 && go("employees", { department: path }),
    rename: ({ path }) => setRenaming(path),
    merge: (line) => setMerging({ line }),
    remove: ({ path }) => changes.remove(path),
    forget: changes.forget,
  };
  const endRenaming = (path: string) => {
    setRenaming(undefined);
    setTimeout(() => tree.focusRow(path));
  };
  const onKey = (event: KeyboardEvent, line: Line) => {
    if (!act(event, line) && !tree.handle(event, line)) return;
    event.preventDefault();
  };
  const act = (event: KeyboardEvent, line: Line): boolean => {
    const copies = event.key.toLowerCase() === "c" && (event.ctrlKey || event.metaKey);
    if (isMenuKey(event.nativeEvent)) setMenu({ line, place: placeOf(event.nativeEvent) });
    else if (event.key === "F2") actions.rename(line);
    else if (event.key === "Delete") actions.remove(line);
    else if (event.key === "Enter") actions.show(line);
    else if (copies) copy(outlineText(lines), t("departments.copied"));
    else return false;
    return true;
  };

  return (
    <>
      {changes.error && <FailureMessage failure={changes.error} />}
      <table
        ref={table}
        className={styles.table}
        role="treegrid"
        aria-label={t("screen.departments")}
        aria-rowcount={lines.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t("departments.department")}</th>
            <th scope="col" className={styles.share}>
              <span className="visually-hidden">{t("departments.bar")}</span>
            </th>
            <th scope="col" className={styles.number}>
              {t("departments.people")}
            </th>
            <th scope="col" className={styles.source}>
              {t("departments.source")}
            </th>
            <th scope="col" className={styles.more}>
              <span className="visually-hidden">{t("departments.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {slots.map(({ index, gap }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <Fragment key={line.path}>
                {gap > 0 && <Gap height={gap} />}
                <DepartmentLine
                  line={line}
                  index={index}
                  most={most}
                  expanded={isParent(line) ? !closed.has(line.path) : undefined}
                  renaming={renaming === line.path}
                  row={tree.row(line)}
                  onKeyDown={(event) => onKey(event, line)}
                  onMenu={(event) => {
                    event.preventDefault();
                    const from = event.currentTarget.closest("tr") ?? undefined;
                    setMenu({ line, place: { ...placeOf(event.nativeEvent), from } });
                  }}
                  onToggle={() => toggle(line.path)}
                  onShow={() => actions.show(line)}
                  onRename={(to) => {
                    endRenaming(line.path);
                    changes.rename({ from: line.path, to, merge: false }, () =>
                      setTimeout(() => tree.focusRow(to)),
                    );
                  }}
                  onCancel={() => endRenaming(line.path)}
                />
              </Fragment>
            );
          })}
          {rest > 0 && <Gap height={rest} />}
        </tbody>
      </table>
      {menu && <DepartmentMenu {...menu} actions={actions} onClose={() => setMenu(undefined)} />}
      {merging && (
        <MergeDialog
          {...merging}
          all={all}
          busy={changes.busy}
          onMerge={(into) =>
            changes.rename({ from: merging.line.path, to: into, merge: true }, () => setMerging(undefined))
          }
          onClose={() => setMerging(undefined)}
        />
      )}
    </>
  );
}

/** Room of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={5} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
