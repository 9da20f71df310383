/** Says when sign-ins cannot be kept safely, and what that means. Silent when all is well. */

import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { SecretStorage } from "@/contract/types";

export function KeyringNotice({ storage }: { storage: SecretStorage }) {
  const { t } = useTranslation();
  if (storage === "keyring" || storage === "key_file") return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{t(`storage.${storage}`)}</MessageBarTitle> {t(`storage.${storage}_text`)}
      </MessageBarBody>
    </MessageBar>
  );
}
