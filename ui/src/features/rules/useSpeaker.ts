/** What sentences need: the language, and the names of the groups that the rules use. */

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";
import type { GroupView } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { conditionsOf, type Draft } from "@/session/draft/model";
import type { Speaker } from "./sentence";

export function useSpeaker(connection: number, draft: Draft): Speaker {
  const { t } = useTranslation();
  const words = useWords();
  const names = useGroupNames(connection, draft);
  return useMemo(() => ({ t, words, group: (value) => names.get(value) ?? value }), [t, words, names]);
}

function useGroupNames(connection: number, draft: Draft): ReadonlyMap<string, string> {
  const conditions = draft.rules.flatMap(({ who }) => conditionsOf(who));
  const used = conditions
    .filter(({ operator }) => operator.endsWith("member_of"))
    .map(({ value }) => String(value));
  const ids = [...new Set(used)].filter(Boolean);
  return useQueries({
    queries: ids.map((search) => read("directory_groups", { connection, search })),
    combine: namesOf,
  });
}

function namesOf(answers: { data?: GroupView[] }[]): ReadonlyMap<string, string> {
  return new Map(
    answers.flatMap(({ data = [] }) => data.map(({ object_id, name }) => [object_id, name] as const)),
  );
}
