/** The sign-in as the admin sees it: three ways to begin, the wait, and what went wrong. */

import { Button, Spinner } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { CopyIcon, OpenIcon } from "@/components/icons";
import { platform } from "@/platform/platform";
import { BrowserHelp } from "./BrowserHelp";
import { CopyInstructions } from "./CopyInstructions";
import styles from "./SignInPanel.module.css";
import type { SignIn } from "./useSignIn";
import { Waiting } from "./Waiting";

export interface SignInPanelProps {
  signIn: SignIn;
  /** Enter begins the sign-in; not where the panel appears while something is being typed. */
  focus?: boolean;
}

export function SignInPanel({ signIn, focus = true }: SignInPanelProps) {
  const { t } = useTranslation();
  const { state, start } = signIn;
  if (state.phase === "waiting") return <Waiting signIn={signIn} state={state} />;
  if (state.phase === "starting")
    return <Spinner label={t("sign_in.starting")} className={styles.starting} />;
  return (
    <div className={styles.panel}>
      {state.phase === "failed" && (
        <FailureMessage failure={state.failure} actions={{ retry: () => void start(true) }} />
      )}
      <div className={styles.buttons}>
        <Button appearance="primary" autoFocus={focus} icon={<OpenIcon />} onClick={() => void start(true)}>
          {t("sign_in.open")}
        </Button>
        <CopyLink signIn={signIn} />
        <CopyInstructions link={signIn.consentUrl} />
      </div>
      {state.phase === "failed" && <BrowserHelp consentUrl={signIn.consentUrl} />}
    </div>
  );
}

function CopyLink({ signIn }: { signIn: SignIn }) {
  const { t } = useTranslation();
  const copy = async () => {
    const started = await signIn.start(false);
    if (started) await platform().copyText(started.url);
  };
  return (
    <Button icon={<CopyIcon />} onClick={() => void copy()}>
      {t("sign_in.copy_link")}
    </Button>
  );
}
