/** Read, plan and apply in one go, for those who know what to expect. The guard holds it as ever. */

import { Button, Spinner } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDone } from "@/components/CountsLine";
import { SyncIcon } from "@/components/icons";
import { useWaysToRun } from "@/components/undo/useWaysToRun";
import { useRefreshTrouble } from "@/components/useRefreshTrouble";
import { call } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useJobOf } from "@/session/jobs";
import { useNavigation } from "@/session/navigation";
import { useNotify } from "@/session/notify";

export function SyncButton({ connection: { id, name } }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const notify = useNotify();
  const done = useDone();
  const words = useWords();
  const refreshTrouble = useRefreshTrouble();
  const waysTo = useWaysToRun();
  const job = useJobOf(id);
  const sync = useMutation({
    mutationFn: () => call("sync_now", { connection: id }),
    onSuccess: (run) => {
      const outcome = run.error ? words.failure(run.error).what : done(run.counts);
      const trouble = refreshTrouble(run);
      notify({
        title: `${name}: ${t(`result.${run.result}`)}`,
        body: trouble ? `${outcome} ${trouble}` : outcome,
        intent: run.error || trouble ? "warning" : "success",
        actions: run.result === "no_changes" ? [] : waysTo(run, run.error !== null),
      });
      if (run.error) go("history", { run: run.run });
    },
    onError: (failure) => notify({ title: name, body: words.failure(failure).what, intent: "error" }),
  });
  return (
    <Button
      icon={sync.isPending ? <Spinner size="tiny" /> : <SyncIcon />}
      disabled={sync.isPending || job !== undefined}
      onClick={() => sync.mutate()}
    >
      {t("connections.sync_now")}
    </Button>
  );
}
