/** Edits of people of the list. What can be taken back is offered to be taken back. */

import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { createElement } from "react";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { Failure, PersonEdit } from "@/contract/types";
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

export function useEdit(): Editing {
  const { t } = useTranslation();
  const notify = useNotify();
  const { mutate, mutateAsync, isPending, error } = useMutation({
    mutationFn: ({ people, edit }: Edit) => call("edit_people", { people, edit }),
    onSuccess: (_, { people, said, undo }) => {
      if (!said) return;
      const back = () => void call("edit_people", { people, edit: undo ?? {} });
      const footer = undo && createElement(Button, { size: "small", onClick: back }, t("employees.undo"));
      notify({ title: said, footer });
    },
  });
  return { run: mutate, done: mutateAsync, busy: isPending, failure: error };
}
