/** Asked once when the window is closed: whether automatic sync goes on. The answer becomes a setting. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call, read } from "@/contract/call";
import type { WhenClosed } from "@/contract/types";
import { useAsked } from "@/session/asked";

export function CloseQuestion() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [icon, setIcon] = useState<boolean>();
  useAsked("close", ({ tray }) => setIcon(tray));
  if (icon === undefined) return null;

  const answer = async (choice: WhenClosed | null) => {
    setIcon(undefined);
    await call("answer_close", { choice });
    await client.invalidateQueries({ queryKey: read("desktop_settings", {}).queryKey });
  };
  return (
    <Dialog open modalType="modal" onOpenChange={() => void answer(null)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("closing.title")}</DialogTitle>
          <DialogContent>
            <p>{t("closing.text")}</p>
            <p>{icon ? t("closing.with_icon") : t("closing.without_icon")}</p>
          </DialogContent>
          <DialogActions fluid>
            <Button onClick={() => void answer("quit")}>{t("closing.quit")}</Button>
            <Button appearance="primary" onClick={() => void answer("keep_running")}>
              {t("closing.keep_running")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
