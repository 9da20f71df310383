/** Changing departments: what is being asked, and what came of it. */

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { DepartmentRenamed, Failure } from "@/contract/types";
import { followRename } from "@/session/draft/useDraft";
import { useNotify } from "@/session/notify";

export interface Rename {
  from: string;
  to: string;
  merge: boolean;
}

/** `taken`: the name is another department's, so that it is asked whether the two become one. */
export function useChanges(taken: (rename: Rename, failure: Failure) => void) {
  const { t } = useTranslation();
  const notify = useNotify();
  const said = ({ from, to, merged, people, source_names }: DepartmentRenamed) => {
    const title = t(merged ? "departments.merged" : "departments.renamed", { from, to, count: people });
    const kept = source_names.map((source) => t("departments.keeps", { source, department: to }));
    notify({ title, body: kept.join(" ") || undefined });
  };
  const rename = useMutation({
    mutationFn: (change: Rename) => call("rename_department", { ...change }),
    onSuccess: (renamed) => {
      followRename(renamed.from, renamed.to);
      said(renamed);
    },
    onError: (failure, change) => failure.code === "department_exists" && taken(change, failure),
  });
  const remove = useMutation({
    mutationFn: (path: string) => call("remove_department", { path }),
    onSuccess: (_, department) => notify({ title: t("departments.removed", { department }) }),
  });
  const forget = useMutation({
    mutationFn: (name: string) => call("forget_department_name", { name }),
    onSuccess: (_, source) => notify({ title: t("departments.forgotten", { source }) }),
  });
  const reset = () => {
    rename.reset();
    remove.reset();
    forget.reset();
  };
  const asked = rename.error?.code === "department_exists" ? null : rename.error;
  return {
    rename: (change: Rename, done?: () => void) => {
      reset();
      rename.mutate(change, { onSuccess: done });
    },
    remove: (path: string) => {
      reset();
      remove.mutate(path);
    },
    forget: (name: string) => {
      reset();
      forget.mutate(name);
    },
    busy: rename.isPending,
    error: asked ?? remove.error ?? forget.error,
  };
}
