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
import { AdvancedChoices } from "./AdvancedChoices";
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
  return (
    <div className={styles.column}>
      <KeyringNotice storage={status.secrets} dismissible />
      {status.sample && (
        <MessageBar layout="multiline">
          <MessageBarBody>{t("wizard.sample")}</MessageBarBody>
        </MessageBar>
      )}
      {!waiting && <Promises />}
      {!status.sample && !waiting && <Advanced status={status} draft={draft} onChange={edit} />}
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

function Advanced({ status, draft, onChange }: Pick<SignInStepProps, "status" | "draft" | "onChange">) {
  const { t } = useTranslation();
  const app = t(`wizard.app_${draft.app}`);
  return (
    <Accordion collapsible>
      <AccordionItem value="advanced">
        <AccordionHeader as="h2">
          {t("wizard.advanced", { cloud: t(`cloud.${draft.cloud}`), app })}
        </AccordionHeader>
        <AccordionPanel>
          <AdvancedChoices draft={draft} onChange={onChange} ownApp={status.own_app} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
