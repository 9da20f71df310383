/** Says when sign-ins cannot be kept safely, what that means, and how to mend it. Silent when all is well. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SecretStorage } from "@/contract/types";

/** Agreed to for as long as the app runs, which is as long as a sign-in lasts without a keyring. */
let agreed = false;

export interface KeyringNoticeProps {
  storage: SecretStorage;
  /** It may be put away once it was read; where settings are looked up it stays. */
  dismissible?: boolean;
}

export function KeyringNotice({ storage, dismissible }: KeyringNoticeProps) {
  const { t } = useTranslation();
  const [fixing, setFixing] = useState(false);
  const [gone, setGone] = useState(agreed);
  if (storage === "keyring" || storage === "key_file" || (dismissible && gone)) return null;
  const dismiss = () => {
    agreed = true;
    setGone(true);
  };
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t(`storage.${storage}`)}</MessageBarTitle> {t(`storage.${storage}_text`)}
        {fixing && <p style={{ margin: "8px 0 0" }}>{t("storage.fix_text")}</p>}
      </MessageBarBody>
      <MessageBarActions>
        <Button aria-expanded={fixing} onClick={() => setFixing(!fixing)}>
          {t("storage.fix")}
        </Button>
        {dismissible && <Button onClick={dismiss}>{t("storage.until_restart")}</Button>}
      </MessageBarActions>
    </MessageBar>
  );
}
