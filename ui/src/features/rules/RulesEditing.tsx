/** The rules while they are edited: the list, one rule in detail, and what all of it would do. */

import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { AddIcon, CheckPersonIcon, RedoIcon, UndoIcon } from "@/components/icons";
import { Page } from "@/components/Page";
import { useShortcut } from "@/components/useShortcut";
import { SaveBar } from "@/session/draft/SaveBar";
import type { DraftEditing } from "@/session/draft/useDraft";
import { useEditKeys } from "@/session/draft/useEditKeys";
import { useRulePreview } from "@/session/draft/useRulePreview";
import { useSave } from "@/session/draft/useSave";
import { useNavigation } from "@/session/navigation";
import { CheckPanel } from "./check/CheckPanel";
import { EditorPane } from "./EditorPane";
import { RuleList } from "./list/RuleList";
import { MoreMenu } from "./MoreMenu";
import { NoRules } from "./NoRules";
import styles from "./RulesScreen.module.css";
import { everyoneElse, useRuleActions } from "./useRuleActions";
import { useSpeaker } from "./useSpeaker";

export function RulesEditing({ editing }: { editing: DraftEditing }) {
  const { t } = useTranslation();
  const { intent } = useNavigation();
  const counting = useRulePreview(editing.connection, editing.config);
  const saving = useSave(editing);
  const speaker = useSpeaker(editing.connection, editing.draft);
  const actions = useRuleActions(
    editing,
    typeof intent === "object" && "rule" in intent ? intent.rule : undefined,
  );
  const [checking, check] = useState(false);
  const { draft, connection } = editing;
  useEditKeys(editing, saving.save);
  useShortcut("mod+n", actions.add);
  useShortcut("mod+d", actions.duplicateSelected);

  return (
    <Page
      title={t("screen.rules")}
      hint={t("rules.hint")}
      fill
      actions={
        <>
          <Button
            icon={<UndoIcon />}
            aria-label={t("draft.undo")}
            title={t("draft.undo")}
            disabled={!editing.undo}
            onClick={editing.undo}
          />
          <Button
            icon={<RedoIcon />}
            aria-label={t("draft.redo")}
            title={t("draft.redo")}
            disabled={!editing.redo}
            onClick={editing.redo}
          />
          <Button icon={<CheckPersonIcon />} onClick={() => check(true)}>
            {t("rules.check")}
          </Button>
          <MoreMenu editing={editing} onTemplate={actions.useTemplate} />
          <Button appearance="primary" icon={<AddIcon />} onClick={actions.add}>
            {t("rules.new")}
          </Button>
        </>
      }
    >
      {counting.error && <FailureMessage failure={counting.error} />}
      <div className={styles.content}>
        <div className={styles.scroller}>
          <div className={styles.columns}>
            {draft.rules.length === 0 ? (
              <NoRules connection={connection} otherwise={draft.otherwise} onTemplate={actions.useTemplate} />
            ) : null}
            <RuleList
              editing={editing}
              counting={counting}
              speaker={speaker}
              selected={actions.selected}
              actions={actions}
            />
            <EditorPane
              editing={editing}
              counting={counting}
              speaker={speaker}
              selected={actions.selected}
              actions={actions}
            />
          </div>
        </div>
        {checking && <CheckPanel editing={editing} speaker={speaker} onClose={() => check(false)} />}
      </div>
      <SaveBar
        editing={editing}
        saving={saving}
        onShow={(rule) => actions.select(draft.rules[rule ?? -1]?.id ?? everyoneElse)}
      >
        <Effect counting={counting} />
      </SaveBar>
    </Page>
  );
}

function Effect({ counting: { preview, old } }: { counting: ReturnType<typeof useRulePreview> }) {
  const { t } = useTranslation();
  if (!preview || preview.needs_preview || preview.open > 0) return null;
  const { joins, leaves } = preview;
  const parts = [
    joins.count > 0 && t("rules.join", { count: joins.count }),
    leaves.count > 0 && t("rules.leave", { count: leaves.count }),
  ].filter(Boolean);
  return <span className={old ? styles.old : undefined}>{parts.join(" · ") || t("rules.same_people")}</span>;
}
