/** Says all the time that the sample company is explored, and lets its days pass. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call, read } from "@/contract/call";
import type { SampleStatus } from "@/contract/types";
import { dropEverything } from "@/session/changes";
import { useNavigation } from "@/session/navigation";
import { useNotify } from "@/session/notify";
import styles from "./SampleBar.module.css";

export function SampleBar({ sample }: { sample: SampleStatus }) {
  const { t } = useTranslation();
  const { nextDay, leave } = useSampleMoves();
  const busy = nextDay.isPending || leave.isPending;
  return (
    <MessageBar intent="info" shape="square" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{t("sample.title")}</MessageBarTitle> {t("sample.text")}{" "}
        <strong aria-live="polite">{t("sample.day", { day: sample.day })}</strong>
      </MessageBarBody>
      <MessageBarActions className={styles.actions}>
        <Button onClick={() => nextDay.mutate()} disabled={busy}>
          {t("sample.next_day")}
        </Button>
        <Button onClick={() => leave.mutate()} disabled={busy}>
          {t("sample.leave")}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function useSampleMoves() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notify = useNotify();
  const { go } = useNavigation();
  const status = read("app_status", {}).queryKey;
  const failed = () => notify({ intent: "error", title: t("sample.failed") });

  const nextDay = useMutation({
    mutationFn: () => call("next_sample_day", {}),
    onSuccess: (next) => {
      client.setQueryData(status, next);
      notify({
        intent: "info",
        title: t("sample.day_passed", { day: next.sample?.day }),
        body: t("sample.look"),
      });
    },
    onError: failed,
  });
  const leave = useMutation({
    mutationFn: () => call("leave_sample", {}),
    onSuccess: (next) => {
      client.setQueryData(status, next);
      dropEverything(client);
      go("connections");
    },
    onError: failed,
  });
  return { nextDay, leave };
}
