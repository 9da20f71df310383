/** Asked when the window is closed while rules, departments or mapping have edits that are not saved. */

import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { call } from "@/contract/call";
import { useAsked } from "@/session/asked";
import { useUnsaved } from "@/session/draft/useDraft";

export function UnsavedQuestion() {
  const { t } = useTranslation();
  const [asking, ask] = useState(false);
  const edits = useUnsaved();
  useEffect(() => {
    // Without a window around it, nothing has to know.
    call("note_unsaved", { edits }).catch(() => {});
  }, [edits]);
  useAsked("unsaved", () => ask(true));
  if (!asking) return null;
  const answer = (close: boolean) => {
    ask(false);
    void call("answer_unsaved", { close });
  };
  return (
    <ConfirmDialog
      title={t("closing.unsaved_title")}
      confirm={t("closing.unsaved_close")}
      danger
      onConfirm={() => answer(true)}
      onClose={() => answer(false)}
    >
      <span>{t("closing.unsaved_text")}</span>
    </ConfirmDialog>
  );
}
