/** Edits of people of the list. What can be taken back is offered to be taken back. */

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { Failure, PersonEdit } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { useNotify } from "@/session/notify";

export interface Edit {
  people: number[];
  edit: Partial<PersonEdit>;
  /** Said when it is done. */
  said?: string;
  /** What takes it back. */
  undo?: Partial<PersonEdit>;
}

export interface Editing {
  run(edit: Edit): void;
  /** The same, to be awaited; rejects with the failure. */
  done(edit: Edit): Promise<unknown>;
  busy: boolean;
  failure: Failure | null;
}

/** Takes back the latest edit that can be taken back; each once. */
let latest: (() => void) | undefined;

export function undoLatestEdit(): void {
  latest?.();
}

export function useEdit(): Editing {
  const { t } = useTranslation();
  const notify = useNotify();
  const words = useWords();
  const { mutate, mutateAsync, isPending, error } = useMutation({
    mutationFn: ({ people, edit }: Edit) => call("edit_people", { people, edit }),
    onSuccess: (_, { people, said, undo }) => {
      if (!said) return;
      const back = () => {
        if (latest === back) latest = undefined;
        void call("edit_people", { people, edit: undo ?? {} }).then(
          () => notify({ title: t("employees.undone"), intent: "info" }),
          (failure: Failure) => notify({ title: words.failure(failure).what, intent: "error" }),
        );
      };
      latest = undo && back;
      notify({ title: said, actions: undo && [{ label: t("employees.undo"), act: back }] });
    },
  });
  return { run: mutate, done: mutateAsync, busy: isPending, failure: error };
}
