/**
 * A new connection in four steps: name, sign in, choices, first preview. Going back keeps what was typed, and
 * leaving asks whether to keep it: the next time begins there.
 */

import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { Page } from "@/components/Page";
import { useShortcut } from "@/components/useShortcut";
import { call, read } from "@/contract/call";
import type { AppStatus, ConnectionView } from "@/contract/types";
import { useConnections } from "@/session/connection";
import { usePreviewRun } from "@/session/previewRun";
import { useSignIn } from "../sign-in/useSignIn";
import { ChoicesStep } from "./ChoicesStep";
import styles from "./ConnectWizard.module.css";
import { type Draft, emptyDraft, keepDraft, keptDraft, requestOf } from "./draft";
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
  const [draft, setDraft] = useState(() => keptDraft(status));
  const change = (next: Draft) => {
    keepDraft(next);
    setDraft(next);
  };
  const [connection, setConnection] = useState<ConnectionView>();

  const signIn = useSignIn({
    begin: () => call("begin_sign_in", { request: requestOf(draft, status) }),
    consentUrl: () => call("admin_consent_url", { request: requestOf(draft, status) }),
    onDone: (connected) => {
      keepDraft(emptyDraft(status));
      setConnection(connected);
      setStep("choices");
      select(connected.id);
      preview.start(connected.id);
    },
  });
  const back = () => {
    signIn.cancel();
    setStep("name");
  };
  const backFrom = {
    name: undefined,
    sign_in: back,
    choices: undefined,
    first_preview: () => setStep("choices"),
  };
  useShortcut("alt+ArrowLeft", () => backFrom[step]?.());
  const [asking, ask] = useState(false);
  const begun = !connection && JSON.stringify(draft) !== JSON.stringify(emptyDraft(status));
  const leave = () => (begun ? ask(true) : onClose());
  // While the browser is at it, Esc ends that and nothing else.
  const { phase } = signIn.state;
  const waiting = step === "sign_in" && (phase === "starting" || phase === "waiting");
  useShortcut("Escape", waiting ? signIn.cancel : leave);
  const forget = () => {
    keepDraft(emptyDraft(status));
    onClose();
  };

  return (
    <Page
      title={t(status.sample ? "wizard.title_sample" : "wizard.title")}
      actions={
        <>
          {step === "first_preview" && <Button onClick={backFrom.first_preview}>{t("common.back")}</Button>}
          <Button onClick={leave}>{t(connection ? "common.close" : "wizard.leave")}</Button>
        </>
      }
      fill={step === "first_preview"}
    >
      <div className={step === "first_preview" ? styles.wide : styles.wizard}>
        <Steps current={step} />
        {step === "name" && <NameStep draft={draft} onChange={change} onNext={() => setStep("sign_in")} />}
        {step === "sign_in" && (
          <SignInStep status={status} draft={draft} onChange={change} signIn={signIn} onBack={back} />
        )}
        {step === "choices" && connection && (
          <ChoicesStep connection={connection} onNext={() => setStep("first_preview")} />
        )}
        {step === "first_preview" && connection && <FirstPreviewStep connection={connection} />}
        {asking && (
          <ConfirmDialog
            title={t("wizard.keep_title")}
            confirm={t("wizard.keep")}
            other={{ label: t("wizard.forget"), act: forget }}
            onConfirm={onClose}
            onClose={() => ask(false)}
          >
            <span>{t("wizard.keep_text")}</span>
          </ConfirmDialog>
        )}
      </div>
    </Page>
  );
}
