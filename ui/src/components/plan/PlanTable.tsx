/** A plan's tabs with their search, the rows of the one that is open, and beside them the person of a row. */

import type { ReactNode } from "react";
import { ChangeGrid } from "@/components/changes/ChangeGrid";
import { ChangePanel } from "@/components/changes/ChangePanel";
import { ChangeTabs } from "@/components/changes/ChangeTabs";
import type { PlanRow, Preview } from "@/contract/types";
import { PlanSearch } from "./PlanSearch";
import styles from "./PlanView.module.css";
import type { PlanPage } from "./usePlanPage";

export interface PlanTableProps {
  preview: Preview;
  page: PlanPage;
  /** Shown where the tab has no rows. */
  empty: ReactNode;
  /** Keeps its identity while the same rows are left out. */
  momentOf?(row: PlanRow): "planned" | "skipped";
  /** Rows can be ticked. */
  ticks?: boolean;
  menu?(row: PlanRow): ReactNode;
  /** What is told of a person besides, and what can be done. */
  traceOf?(row: PlanRow): ReactNode;
  actionsOf?(row: PlanRow): ReactNode;
  /** Between the tabs and the rows. */
  children?: ReactNode;
}

const planned = () => "planned" as const;

export function PlanTable(props: PlanTableProps) {
  const { preview, page, empty, momentOf = planned, ticks, menu, traceOf, actionsOf, children } = props;
  const { tab, count, rows, person } = page;
  return (
    <>
      <div className={styles.head}>
        <ChangeTabs counts={preview.counts} tab={tab} onChoose={page.choose} />
        {count > 0 && <PlanSearch rows={rows} />}
      </div>
      {children}
      <div className={styles.content}>
        {count === 0 ? (
          empty
        ) : (
          <ChangeGrid
            tab={tab}
            counts={preview.counts}
            source={rows.source}
            load={rows.shown}
            sort={rows.sort}
            onSort={rows.onSort}
            onType={rows.jump}
            momentOf={momentOf}
            onOpen={page.open}
            onTick={ticks ? page.tick : undefined}
            menu={menu}
          />
        )}
        {person && (
          <ChangePanel
            key={person.object_id}
            row={person}
            moment={momentOf(person)}
            onClose={page.close}
            trace={traceOf?.(person)}
            actions={actionsOf?.(person)}
          />
        )}
      </div>
    </>
  );
}
