/** The left rail: the screens, in the order of the work. */

import { Tooltip } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { printed } from "@/components/useShortcut";
import { useFormats } from "@/i18n/format";
import { useConnections } from "@/session/connection";
import { type Screen, screens, useNavigation } from "@/session/navigation";
import styles from "./Rail.module.css";
import { screenIcons } from "./screens";

export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={styles.rail} aria-label={t("app.screens")} data-region>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.label}>Rollcall</span>
      </div>
      {screens.map((screen, index) => (
        <RailEntry key={screen} screen={screen} keys={printed(`mod+${index + 1}`)} />
      ))}
    </nav>
  );
}

function RailEntry({ screen, keys }: { screen: Screen; keys: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { screen: current, go } = useNavigation();
  const count = useRailCount(screen);
  const waiting = useWaiting(screen);
  const active = current === screen;
  const Icon = screenIcons[screen][active ? 1 : 0];
  const label = t(`screen.${screen}`);
  const spoken = [label, count && number(count), waiting && t("app.waiting", { count: waiting })];
  return (
    <Tooltip content={`${label} (${keys})`} relationship="description" positioning="after" showDelay={600}>
      <button
        type="button"
        className={screen === "settings" ? `${styles.entry} ${styles.last}` : styles.entry}
        aria-current={active ? "page" : undefined}
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
    </Tooltip>
  );
}

/** Connections that go on only after the admin did something. */
function useWaiting(screen: Screen): number {
  const { connections } = useConnections();
  return screen === "connections" ? connections.filter(({ waits }) => waits).length : 0;
}

/** People per connection are known without asking for anything more. */
function useRailCount(screen: Screen): number {
  const { connections } = useConnections();
  if (screen === "connections") return connections.length;
  if (screen === "employees") return connections.reduce((sum, { people }) => sum + people, 0);
  return 0;
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
