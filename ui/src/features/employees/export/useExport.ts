/** Asks where, writes, and tells the result. */

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fileName } from "@/components/fileName";
import { call } from "@/contract/call";
import type { ExportFormat, WhichPeople } from "@/contract/types";
import { platform } from "@/platform/platform";
import { useConnections } from "@/session/connection";
import { useNotify } from "@/session/notify";
import { extensionOf } from "./choices";

export interface ExportOrder {
  format: ExportFormat;
  rows: WhichPeople;
  /** All of them when empty. */
  columns: string[];
  /** Whether the folder is opened afterwards. */
  reveal: boolean;
  /** Whether syncs rewrite it from now on. */
  keepFresh: boolean;
}

export function useExport(onDone: () => void) {
  const { t } = useTranslation();
  const notify = useNotify();
  const { connections } = useConnections();
  const only = connections.length === 1 ? connections[0]?.name : undefined;

  return useMutation({
    mutationFn: async ({ format, rows, columns, reveal, keepFresh }: ExportOrder) => {
      const path = await platform().askWhereToSave({
        defaultName: fileName(t("export.file"), only, new Date(), extensionOf(format)),
        label: t(`export.${format}`),
        extension: extensionOf(format),
      });
      if (path === null) return null;
      const exported = await call("export_people", { request: { format, path, rows, columns } });
      if (keepFresh) await call("set_refresh_file", { file: { format, path, columns } });
      if (reveal) await call("reveal", { path: exported.path }).catch(() => null);
      return exported;
    },
    onSuccess: (exported) => {
      if (!exported) return;
      notify({ title: t("export.done", { count: exported.people }), body: exported.path });
      onDone();
    },
  });
}
