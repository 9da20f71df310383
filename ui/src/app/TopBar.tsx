/** The top bar: which connection, how its last sync went, and the way to the next preview. */

import { Button, Dropdown, Option, Tooltip } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { changesIn } from "@/components/CountsLine";
import { RefreshIcon, SearchIcon } from "@/components/icons";
import { useNow } from "@/components/useNow";
import { printed } from "@/components/useShortcut";
import type { RunView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";
import { usePreviewRun } from "@/session/previewRun";
import styles from "./TopBar.module.css";

export function TopBar({ onPalette }: { onPalette(): void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { selected } = useConnections();
  const preview = usePreviewRun();
  const search = <PaletteButton onOpen={onPalette} />;
  if (!selected) return <header className={styles.bar}>{search}</header>;

  const start = () => {
    preview.start(selected.id);
    go("preview");
  };
  return (
    <header className={styles.bar}>
      <ConnectionSwitcher />
      <LastSync run={selected.last_run} />
      {search}
      <Button icon={<RefreshIcon />} disabled={preview.running !== undefined} onClick={start}>
        {t("action.preview")}
      </Button>
    </header>
  );
}

function PaletteButton({ onOpen }: { onOpen(): void }) {
  const { t } = useTranslation();
  const label = `${t("palette.title")} (${printed("mod+K")})`;
  return (
    <Tooltip content={label} relationship="label">
      <Button appearance="subtle" icon={<SearchIcon />} className={styles.search} onClick={onOpen} />
    </Tooltip>
  );
}

function ConnectionSwitcher() {
  const { t } = useTranslation();
  const { connections, selected, select } = useConnections();
  if (connections.length === 1) return <strong className={styles.name}>{selected?.name}</strong>;
  return (
    <Dropdown
      aria-label={t("app.switcher")}
      appearance="filled-lighter"
      className={styles.switcher}
      value={selected?.name ?? ""}
      selectedOptions={[String(selected?.id)]}
      onOptionSelect={(_, { optionValue }) => select(Number(optionValue))}
    >
      {connections.map(({ id, name }) => (
        <Option key={id} value={String(id)}>
          {name}
        </Option>
      ))}
    </Dropdown>
  );
}

function LastSync({ run }: { run: RunView | null }) {
  const { t } = useTranslation();
  const { recent } = useFormats();
  const now = useNow(60_000);
  const said = run
    ? t("sync.last", {
        when: recent(run.finished_at, now),
        result: t(`sync.${run.result}`, { count: changesIn(run.counts) }),
      })
    : t("sync.never");
  // In a narrow window the end of it is only seen by pointing at it.
  return (
    <span className={styles.status} title={said}>
      {said}
    </span>
  );
}
