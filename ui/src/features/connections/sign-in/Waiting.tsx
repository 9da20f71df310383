/** While the browser is at it. The page goes on by itself; nothing here has to be clicked. */

import { Body1Strong, Button, Spinner } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { useNow } from "@/components/useNow";
import { BrowserHelp } from "./BrowserHelp";
import styles from "./SignInPanel.module.css";
import type { SignIn, SignInState } from "./useSignIn";

export interface WaitingProps {
  signIn: SignIn;
  state: Extract<SignInState, { phase: "waiting" }>;
}

export function Waiting({ signIn, state }: WaitingProps) {
  const { t } = useTranslation();
  const { started, page } = state;
  const here = useRef<HTMLDivElement>(null);
  // The button that began it is gone.
  useEffect(() => here.current?.focus(), []);
  return (
    <div className={styles.panel} ref={here} tabIndex={-1}>
      <div className={styles.waiting}>
        <Spinner size="small" aria-hidden />
        <div className={styles.waitingText}>
          <div role="status">
            <Body1Strong block>{t("sign_in.waiting")}</Body1Strong>
            {t(`sign_in.${page}`)}
          </div>
          <Elapsed since={state.since} timeout={started.timeout} />
          <div className={styles.buttons}>
            <Button onClick={signIn.openAgain}>{t("sign_in.open_again")}</Button>
            <CopyButton text={started.url} label={t("sign_in.copy_link")} />
            <Button onClick={() => void signIn.start(true)}>{t("sign_in.start_again")}</Button>
            <Button appearance="subtle" onClick={signIn.cancel}>
              {t("sign_in.cancel")}
            </Button>
          </div>
        </div>
      </div>
      <BrowserHelp consentUrl={() => Promise.resolve(started.admin_consent_url)} />
    </div>
  );
}

function Elapsed({ since, timeout }: { since: number; timeout: number }) {
  const { t } = useTranslation();
  const seconds = Math.max(0, Math.floor((useNow(1000) - since) / 1000));
  const text = t("sign_in.elapsed", { elapsed: clock(seconds), limit: clock(timeout) });
  return (
    <span className={styles.elapsed} role="timer" aria-live="off">
      {text}
    </span>
  );
}

/** Seconds as `m:ss`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
