/** A new connection in three steps: name, sign in, first preview. Going back keeps what was typed. */

import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/Page";
import { useShortcut } from "@/components/useShortcut";
import { call, read } from "@/contract/call";
import type { AppStatus, ConnectionView } from "@/contract/types";
import { useConnections } from "@/session/connection";
import { usePreviewRun } from "@/session/previewRun";
import { useSignIn } from "../sign-in/useSignIn";
import styles from "./ConnectWizard.module.css";
import { emptyDraft, requestOf } from "./draft";
import { FirstPreviewStep } from "./FirstPreviewStep";
import { NameStep } from "./NameStep";
import { SignInStep } from "./SignInStep";
import { type Step, Steps } from "./Steps";

export function ConnectWizard({ onClose }: { onClose(): void }) {
  const { data: status } = useQuery(read("app_status", {}));
  return status && <Wizard status={status} onClose={onClose} />;
}

function Wizard({ status, onClose }: { status: AppStatus; onClose(): void }) {
  const { t } = useTranslation();
  const { select } = useConnections();
  const preview = usePreviewRun();
  const [step, setStep] = useState<Step>("name");
  const [draft, setDraft] = useState(() => emptyDraft(status));
  const [connection, setConnection] = useState<ConnectionView>();

  const signIn = useSignIn({
    begin: () => call("begin_sign_in", { request: requestOf(draft, status) }),
    consentUrl: () => call("admin_consent_url", { request: requestOf(draft, status) }),
    onDone: (connected) => {
      setConnection(connected);
      setStep("first_preview");
      select(connected.id);
      preview.start(connected.id);
    },
  });
  const back = () => {
    signIn.cancel();
    setStep("name");
  };
  useShortcut("Escape", onClose, step === "name");

  const leave = step !== "first_preview" && <Button onClick={onClose}>{t("wizard.leave")}</Button>;
  return (
    <Page title={t(status.sample ? "wizard.title_sample" : "wizard.title")} actions={leave}>
      <div className={styles.wizard}>
        <Steps current={step} />
        {step === "name" && <NameStep draft={draft} onChange={setDraft} onNext={() => setStep("sign_in")} />}
        {step === "sign_in" && (
          <SignInStep status={status} draft={draft} onChange={setDraft} signIn={signIn} onBack={back} />
        )}
        {step === "first_preview" && connection && <FirstPreviewStep connection={connection} />}
      </div>
    </Page>
  );
}
