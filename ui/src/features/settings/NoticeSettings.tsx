/** Which automatic syncs the system's notifications tell of, and a test of them. */

import { Button, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { call } from "@/contract/call";
import type { NotifyPolicy } from "@/contract/types";
import styles from "./SettingsScreen.module.css";
import { useDesktop, useSetDesktop } from "./useDesktop";

const policies: NotifyPolicy[] = ["changes", "problems", "never"];

export function NoticeSettings() {
  const { t } = useTranslation();
  const { data: desktop, error } = useDesktop();
  const choose = useSetDesktop("set_notify");
  if (error) return <FailureMessage failure={error} />;
  if (!desktop) return null;
  return (
    <>
      {choose.error && <FailureMessage failure={choose.error} />}
      <Field label={t("settings.notices")} hint={t("settings.notices_text")}>
        <RadioGroup
          value={desktop.notify}
          onChange={(_, { value }) => choose.mutate({ policy: value as NotifyPolicy })}
        >
          {policies.map((policy) => (
            <Radio key={policy} value={policy} label={t(`settings.notices_${policy}`)} />
          ))}
        </RadioGroup>
      </Field>
      <SendTest />
    </>
  );
}

function SendTest() {
  const { t } = useTranslation();
  const send = useMutation({ mutationFn: () => call("send_test_notice", {}) });
  return (
    <>
      {send.error && <FailureMessage failure={send.error} actions={{ retry: () => send.mutate() }} />}
      <div>
        <Button disabled={send.isPending} onClick={() => send.mutate()}>
          {t("settings.notices_test")}
        </Button>
      </div>
      {send.isSuccess && (
        <p className={styles.text} role="status">
          {t("settings.notices_sent")}
        </p>
      )}
    </>
  );
}
