/** The frame of the window: rail, top bar, the screen, and what is running. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { useShortcut } from "@/components/useShortcut";
import { read } from "@/contract/call";
import { errorTable } from "@/contract/errors";
import { textSizes, useAppearance } from "@/session/appearance";
import { useAsked } from "@/session/asked";
import { useConnections } from "@/session/connection";
import { useNavigation } from "@/session/navigation";
import { usePreviewRun } from "@/session/previewRun";
import { RestoreBackup } from "@/session/RestoreBackup";
import { screens } from "@/session/screens";
import { CloseQuestion } from "./CloseQuestion";
import { ErrorBoundary } from "./ErrorBoundary";
import { Palette } from "./Palette";
import { Rail } from "./Rail";
import { cycleRegions } from "./regions";
import { SampleBar } from "./SampleBar";
import styles from "./Shell.module.css";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { StatusBar } from "./StatusBar";
import { TopBar } from "./TopBar";
import { UnsavedQuestion } from "./UnsavedQuestion";
import { useShown } from "./useShown";

export function Shell() {
  const { t } = useTranslation();
  const { screen, View } = useShown(useNavigation().screen);
  const [overlay, setOverlay] = useState<"help" | "palette">();
  const help = () => setOverlay("help");
  const close = () => setOverlay(undefined);
  const status = useQuery(read("app_status", {}));
  useShellKeys(help);
  useShortcut("mod+k", () => setOverlay("palette"));
  useTextSizeKeys();

  return (
    <div className={styles.shell}>
      <Rail />
      <div className={styles.side}>
        <TopBar onPalette={() => setOverlay("palette")} />
        {status.data?.sample && <SampleBar sample={status.data.sample} />}
        {status.error && (
          <FailureMessage failure={status.error} actions={{ retry: () => void status.refetch() }}>
            {errorTable[status.error.code].action === "restore_backup" && (
              <RestoreBackup label={t("action.restore_backup")} />
            )}
          </FailureMessage>
        )}
        <main className={styles.main} tabIndex={-1} aria-label={t(`screen.${screen}`)} data-region>
          <ErrorBoundary key={screen}>{View && <View />}</ErrorBoundary>
        </main>
        <StatusBar />
      </div>
      {overlay === "help" && <ShortcutsDialog onClose={close} />}
      <CloseQuestion />
      <UnsavedQuestion />
      {overlay === "palette" && <Palette onHelp={help} onClose={close} />}
    </div>
  );
}

function useShellKeys(help: () => void): void {
  const { go, screen } = useNavigation();
  const preview = useStartPreview();
  useAsked("preview", preview);
  useDigitKeys();
  useShortcut("mod+,", () => go("settings"));
  // Among the rules the same keys make a new rule.
  useShortcut("mod+n", () => go("connections", "connect"), screen !== "rules");
  useShortcut("mod+e", () => go("employees", "export"));
  useShortcut("?", help);
  useShortcut("F6", cycleRegions);
  useShortcut("F5", preview);
}

function useStartPreview(): () => void {
  const { go } = useNavigation();
  const { selected } = useConnections();
  const preview = usePreviewRun();
  return () => {
    if (!selected) return;
    preview.start(selected.id);
    go("preview");
  };
}

/** Ctrl+1 … Ctrl+9 in the order of the rail. The list never changes, so the hooks never do. */
function useDigitKeys(): void {
  const { go } = useNavigation();
  screens.forEach((screen, index) => {
    useShortcut(`mod+${index + 1}`, () => go(screen));
  });
}

function useTextSizeKeys(): void {
  const { textSize, chooseTextSize } = useAppearance();
  const step = (by: number) => {
    const next = textSizes[textSizes.indexOf(textSize) + by];
    if (next) chooseTextSize(next);
  };
  useShortcut("mod+plus", () => step(1));
  useShortcut("mod+=", () => step(1));
  useShortcut("mod+-", () => step(-1));
  useShortcut("mod+0", () => chooseTextSize(100));
}
