/** What the host asks of the screens: a preview, or whether closing the window quits. */

import { useEffect, useRef } from "react";
import { hear } from "@/contract/call";
import type { Asked } from "@/contract/types";

type Of<W extends Asked["what"]> = Extract<Asked, { what: W }>;

export function useAsked<W extends Asked["what"]>(what: W, answer: (asked: Of<W>) => void): void {
  const latest = useRef(answer);
  useEffect(() => {
    latest.current = answer;
  });
  useEffect(
    () =>
      hear("asked", (asked) => {
        if (asked.what === what) latest.current(asked as Of<W>);
      }),
    [what],
  );
}
