/** What the admin has to know before applying, gravest first. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { useNow } from "@/components/useNow";
import type { PlanTab, Preview, WarningCode } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useNavigation } from "@/session/navigation";
import type { Hold } from "./guard";
import { Notes } from "./Notes";
import styles from "./PlanView.module.css";
import type { Apply } from "./useApply";
import type { Look } from "./useLook";
import type { Skipped } from "./useSkipped";

export interface BannersProps {
  preview: Preview;
  hold: Hold;
  skipped: Skipped;
  apply: Apply;
  look: Look;
  onAgain(): void;
  onShow(tab: PlanTab): void;
}

export function Banners(props: BannersProps) {
  const { preview, hold, apply, onAgain, onShow } = props;
  const { t } = useTranslation();
  const again = <Button onClick={onAgain}>{t("action.preview_again")}</Button>;
  return (
    <div className={styles.banners}>
      {apply.failure && (
        <FailureMessage
          failure={apply.failure}
          actions={{ retry: apply.run, preview_again: onAgain, show_removals: () => onShow("remove") }}
        />
      )}
      {hold === "stale" && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t("preview.stale")}</MessageBarBody>
          <MessageBarActions>{again}</MessageBarActions>
        </MessageBar>
      )}
      {hold !== "stale" && <Old readAt={preview.read_at} again={again} />}
      <LimitBanner {...props} />
      <Blocked {...props} />
      {warned(preview, "incomplete", "domains_unknown") && (
        <Stop title={t("preview.incomplete")} text={t("preview.incomplete_text")} />
      )}
      <Notes preview={preview} />
    </div>
  );
}

const oldAfter = 15 * 60_000;

/** Microsoft 365 goes on without us. */
function Old({ readAt, again }: { readAt: string; again: ReactNode }) {
  const { t } = useTranslation();
  const { age } = useFormats();
  const now = useNow(30_000);
  if (now - Date.parse(readAt) < oldAfter) return null;
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>{t("preview.old", { age: age(readAt, now) })}</MessageBarBody>
      <MessageBarActions>{again}</MessageBarActions>
    </MessageBar>
  );
}

function LimitBanner({ preview, hold, skipped, apply, onShow }: BannersProps) {
  const { t } = useTranslation();
  if (apply.failure || hold !== "limit") return null;
  const removals = preview.guard.removals - skipped.removals;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>
          {t("preview.limit", { count: removals, limit: preview.guard.limit })}
        </MessageBarTitle>{" "}
        {t("preview.limit_text")}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => onShow("remove")}>{t("action.show_removals")}</Button>
        <Button onClick={apply.allow}>{t("preview.allow")}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

/** A rule is broken, or nobody knows who is in its group: the latter an administrator can mend. */
function Blocked({ preview, look }: BannersProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  if (!preview.blocked) return null;
  if (!warned(preview, "rule_group_unreadable")) {
    return <Stop title={t("preview.blocked")} text={t("preview.blocked_text")} />;
  }
  return (
    <>
      {look.failure && <FailureMessage failure={look.failure} actions={{ retry: look.show }} />}
      <Stop title={t("look.unreadable")} text={t("look.unreadable_text")}>
        <Button onClick={() => go("connections", { sign_in: preview.connection })}>
          {t("look.sign_in")}
        </Button>
        <Button disabled={look.busy} onClick={look.show}>
          {t("look.show")}
        </Button>
      </Stop>
    </>
  );
}

const warned = ({ warnings }: Preview, ...codes: WarningCode[]) =>
  warnings.some(({ code }) => codes.includes(code));

function Stop({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {text}
      </MessageBarBody>
      {children && <MessageBarActions>{children}</MessageBarActions>}
    </MessageBar>
  );
}
