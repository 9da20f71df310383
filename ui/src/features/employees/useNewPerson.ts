/** The draft of a person who is being added by hand: kept while it is typed, told of when it is left. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { keepNewPerson, type NewPerson, newPersonOf } from "@/session/drafts";
import { useNavigation } from "@/session/navigation";
import { useNotify } from "@/session/notify";

/** Takes away the message about who was begun. */
let forgetMessage = () => {};

const isEmpty = ({ email, values }: NewPerson) =>
  [email, ...Object.values(values)].every((text) => text.trim() === "");

/** What stands in the fields. Whoever closes them is told that it is not kept yet, and finds it again. */
export function useNewPerson() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const notify = useNotify();
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => newPersonOf(client));
  // What an earlier dialog said of it is no longer so.
  useEffect(() => forgetMessage(), []);
  return {
    typed,
    // Kept at once: the dialog can be taken away by others, too.
    type: (next: NewPerson) => {
      setTyped(next);
      keepNewPerson(client, isEmpty(next) ? undefined : next);
    },
    drop: () => keepNewPerson(client, undefined),
    leave: () => {
      if (isEmpty(typed)) return;
      const on = { label: t("employees.draft_go_on"), act: () => go("employees", "add") };
      forgetMessage = notify({ title: t("employees.draft_new"), actions: [on], intent: "info" });
    },
  };
}
