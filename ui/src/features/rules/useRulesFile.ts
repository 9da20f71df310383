/** Saving the rules as a file, and taking such a file into the editor. */

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import { platform } from "@/platform/platform";
import { fromConfig } from "@/session/draft/model";
import type { DraftEditing } from "@/session/draft/useDraft";
import { useNotify } from "@/session/notify";

const extension = "json";

export function useRulesFile({ connection, edit }: DraftEditing) {
  const { t } = useTranslation();
  const notify = useNotify();
  const label = t("rules.file");
  const save = useMutation({
    mutationFn: async () => {
      const defaultName = `${t("rules.file_name")}.${extension}`;
      const path = await platform().askWhereToSave({ defaultName, label, extension });
      if (path) await call("export_rules_file", { connection, path });
      return path;
    },
    onSuccess: (path) => path && notify({ title: t("rules.file_exported", { path }) }),
  });
  const load = useMutation({
    mutationFn: async () => {
      const path = await platform().askWhatToOpen({ label, extensions: [extension] });
      return path ? call("import_rules_file", { path }) : null;
    },
    onSuccess: (config) => {
      if (!config) return;
      edit(() => fromConfig(config));
      notify({ title: t("rules.file_imported", { count: config.rules.length }), intent: "info" });
    },
  });
  return { save, load };
}
