/** Edits of people of the list. What can be taken back is offered to be taken back. */

import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { call } from "@/contract/call";
import type { Failure, PersonEdit, WhichPeople } from "@/contract/types";
import { useNotify, useTellFailure } from "@/session/notify";

export interface Edit {
  people: WhichPeople;
  edit: Partial<PersonEdit>;
  /** Said when it is done, of how many people are different from before. */
  said: string | ((people: number) => string);
}

export interface Editing {
  run(edit: Edit): void;
  /** The same, to be awaited; rejects with the failure. */
  done(edit: Edit): Promise<unknown>;
  busy: boolean;
  failure: Failure | null;
}

/** What takes the edits back, the latest at the end; none from before an edit that cannot be taken back. */
const backs: (() => void)[] = [];

export function undoLatestEdit(): void {
  backs.at(-1)?.();
}

export function only(...people: { id: number }[]): WhichPeople {
  return { which: "selected", ids: people.map(({ id }) => id) };
}

export function useEdit(): Editing {
  const { t } = useTranslation();
  const notify = useNotify();
  const takeBack = useTakeBack();
  const { mutate, mutateAsync, isPending, error } = useMutation({
    mutationFn: ({ people, edit }: Edit) => call("edit_people", { people, edit }),
    onSuccess: ({ back, people }, { said }) => {
      // The latest edit is this one: to take an older one back instead is not what was asked for.
      if (back === null && people > 0) backs.length = 0;
      let over = () => {};
      const title = typeof said === "function" ? said(people) : said;
      const undo = back === null ? undefined : takeBack(back, title, () => over());
      if (undo) backs.push(undo);
      const actions = undo ? [{ label: t("employees.undo"), act: undo }] : [];
      over = notify({ title, actions });
    },
  });
  return { run: mutate, done: mutateAsync, busy: isPending, failure: error };
}

/** `what`: what was said of the edit; from now on it no longer holds (`over`). */
function useTakeBack(): (edit: number, what: string, over: () => void) => () => void {
  const { t } = useTranslation();
  const notify = useNotify();
  const tell = useTellFailure();
  return (edit, what, over) => {
    let taken = false;
    const back = () => {
      if (taken) return;
      taken = true;
      const at = backs.indexOf(back);
      if (at >= 0) backs.splice(at, 1);
      over();
      void call("take_edit_back", { edit }).then(
        () => notify({ title: t("employees.undone", { what }), intent: "info" }),
        tell,
      );
    };
    return back;
  };
}
