/** What was typed into a field and neither kept nor given up: it waits until its person is opened again. */

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Shown } from "@/contract/fields";

type Drafts = Map<number, { field: Shown; text: string }>;

/** Until the app ends: what is about people stays off the disk until it is kept. */
const ofApp = new WeakMap<QueryClient, Drafts>();

export function useDrafts(person: number) {
  const client = useQueryClient();
  return useMemo(() => {
    const drafts: Drafts = ofApp.get(client) ?? new Map();
    ofApp.set(client, drafts);
    return {
      /** The field that typing goes on in. */
      field: () => drafts.get(person)?.field,
      textOf: (field: Shown) => {
        const draft = drafts.get(person);
        return draft?.field === field ? draft.text : undefined;
      },
      keep: (field: Shown, text: string) => void drafts.set(person, { field, text }),
      drop: () => void drafts.delete(person),
    };
  }, [client, person]);
}
