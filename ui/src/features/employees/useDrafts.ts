/** What was typed into fields and neither kept nor given up: it waits until its person is opened again. */

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Shown } from "@/contract/fields";
import { draftsOf } from "@/session/drafts";

export function useDrafts(person: number) {
  const client = useQueryClient();
  return useMemo(() => {
    const drafts = draftsOf(client);
    const ofPerson = () => drafts.get(person) ?? new Map<Shown, string>();
    const drop = (field: Shown) => void drafts.get(person)?.delete(field);
    return {
      /** The field that typing goes on in: the latest. */
      field: () => [...ofPerson().keys()].at(-1),
      textOf: (field: Shown) => ofPerson().get(field),
      keep: (field: Shown, text: string) => {
        drop(field);
        drafts.set(person, ofPerson().set(field, text));
      },
      drop,
      /** Gives what puts them back. */
      dropAll: () => {
        const dropped = drafts.get(person);
        drafts.delete(person);
        return () => void (dropped && drafts.set(person, dropped));
      },
    };
  }, [client, person]);
}
