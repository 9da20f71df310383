/** The left rail: the screens, in the order of the work. */

import { Tooltip } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changesIn } from "@/components/CountsLine";
import { useMedia } from "@/components/useMedia";
import { ariaKeys, printed } from "@/components/useShortcut";
import { read } from "@/contract/call";
import { useFormats } from "@/i18n/format";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";
import { useFate } from "@/session/plans";
import { type Screen, screens } from "@/session/screens";
import styles from "./Rail.module.css";
import { screenIcons } from "./screenIcons";

export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t("app.screens")} data-region>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>Rollcall</span>
      </div>
      {screens.map((screen, index) => (
        <RailEntry key={screen} screen={screen} combo={`mod+${index + 1}`} />
      ))}
    </nav>
  );
}

function RailEntry({ screen, combo }: { screen: Screen; combo: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { screen: current, go } = useNavigation();
  const count = useRailCount(screen);
  const waiting = useWaiting(screen);
  const active = current === screen;
  const Icon = screenIcons[screen][active ? 1 : 0];
  const label = t(`screen.${screen}`);
  const spoken = [label, count && number(count), waiting && t("app.waiting", { count: waiting })];
  const narrow = useMedia("(max-width: 900px)");
  const [pointed, point] = useState(false);
  // A tooltip that was not to be seen does not tell when it would go.
  if (!narrow && pointed) point(false);
  const entry = (
    <button
      type="button"
      className={screen === "settings" ? `${styles.entry} ${styles.last}` : styles.entry}
      aria-current={active ? "page" : undefined}
      aria-keyshortcuts={ariaKeys(combo)}
      aria-label={spoken.filter(Boolean).join(", ")}
      onClick={() => go(screen)}
    >
      <span className={styles.icon} aria-hidden>
        <Icon />
      </span>
      <span className={styles.label}>{label}</span>
      {waiting ? <span className={styles.waiting}>{number(waiting)}</span> : null}
      {count ? <span className={styles.count}>{number(count)}</span> : null}
    </button>
  );
  // Where the words are to be seen, it would only hide the beginning of what was just opened. The button stays
  // the same one when the window gets wider, and keeps its focus.
  return (
    <Tooltip
      content={`${label} (${printed(combo)})`}
      relationship="inaccessible"
      positioning="after"
      showDelay={600}
      visible={pointed}
      onVisibleChange={(_, { visible }) => point(narrow && visible)}
    >
      {entry}
    </Tooltip>
  );
}

/** Connections that go on only after the admin did something. */
function useWaiting(screen: Screen): number {
  const { connections } = useConnections();
  return screen === "connections" ? connections.filter(({ waits }) => waits).length : 0;
}

/** Of the chosen connection what waits in its preview and how many rules it has; of all what they have together. */
function useRailCount(screen: Screen): number {
  const { connections, selected } = useConnections();
  const preview = usePreviewCount(screen === "preview" ? selected?.id : undefined);
  const departments = useQuery({ ...read("department_count", {}), enabled: screen === "departments" });
  const employees = useQuery({ ...read("employee_count", {}), enabled: screen === "employees" });
  switch (screen) {
    case "connections":
      return connections.length;
    case "preview":
      return preview;
    case "rules":
      return selected?.rules ?? 0;
    case "departments":
      return departments.data ?? 0;
    case "employees":
      return employees.data ?? 0;
    default:
      return 0;
  }
}

/** What is still to be applied or decided; a preview that is past waits for nothing. */
function usePreviewCount(connection: number | undefined): number {
  const { data } = useQuery({
    ...read("current_preview", { connection: connection ?? 0 }),
    enabled: connection !== undefined,
  });
  const { run, stale } = useFate(connection === undefined ? undefined : data);
  return !data || run || stale ? 0 : changesIn(data.counts) + data.counts.conflict;
}

function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden className={styles.mark}>
      <rect width="22" height="22" rx="6" fill="currentColor" />
      <path
        d="M5.5 7h6M5.5 11h4M5.5 15h3M10.5 13.6l2.4 2.4 4.4-5.4"
        fill="none"
        stroke="var(--colorNeutralForegroundOnBrand)"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
