/** Step 2: what Rollcall asks for and never does, then the sign-in itself. */

import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  MessageBar,
  MessageBarBody,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { KeyringNotice } from "@/components/KeyringNotice";
import type { AppStatus } from "@/contract/types";
import { SignInPanel } from "../sign-in/SignInPanel";
import type { SignIn } from "../sign-in/useSignIn";
import { AppChoice, CloudChoice } from "./AdvancedChoices";
import styles from "./ConnectWizard.module.css";
import { type Draft, isComplete } from "./draft";
import { Promises } from "./Promises";

export interface SignInStepProps {
  status: AppStatus;
  draft: Draft;
  onChange(draft: Draft): void;
  signIn: SignIn;
  onBack(): void;
}

export function SignInStep({ status, draft, onChange, signIn, onBack }: SignInStepProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState(false);
  const edit = (next: Draft) => {
    setEdited(true);
    onChange(next);
  };
  const waiting = signIn.state.phase === "waiting" || signIn.state.phase === "starting";
  // What was typed is done with: when the wait ends, its button begins again.
  if (waiting && edited) setEdited(false);
  return (
    <div className={styles.column}>
      <KeyringNotice storage={status.secrets} dismissible />
      {status.sample && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t("wizard.sample")}</MessageBarBody>
        </MessageBar>
      )}
      {!waiting && <Promises />}
      {!status.sample && !waiting && <Through status={status} draft={draft} onChange={edit} />}
      {isComplete(draft) ? (
        <SignInPanel signIn={signIn} focus={!edited} />
      ) : (
        <MessageBar intent="warning">
          <MessageBarBody>{t("wizard.client_id_missing")}</MessageBarBody>
        </MessageBar>
      )}
      <div>
        <Button onClick={onBack}>{t("common.back")}</Button>
      </div>
    </div>
  );
}

/**
 * The app registration and the cloud. A build that brings no registration along asks openly for one, because
 * Microsoft's page will name it; otherwise both are for the few.
 */
function Through({ status, draft, onChange }: Pick<SignInStepProps, "status" | "draft" | "onChange">) {
  const { t } = useTranslation();
  const cloud = t(`cloud.${draft.cloud}`);
  const app = <AppChoice draft={draft} onChange={onChange} ownApp={status.own_app} />;
  return (
    <>
      {!status.own_app && app}
      <Accordion collapsible>
        <AccordionItem value="advanced">
          <AccordionHeader as="h2">
            {status.own_app
              ? t("wizard.advanced", { cloud, app: t(`wizard.app_${draft.app}`) })
              : t("wizard.advanced_cloud", { cloud })}
          </AccordionHeader>
          <AccordionPanel className={styles.advanced}>
            <CloudChoice draft={draft} onChange={onChange} />
            {status.own_app && app}
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
