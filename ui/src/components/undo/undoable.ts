import type { RunView } from "@/contract/types";

/** Whether it can be taken back: it changed somebody, whom it is still known, and stands. */
export function undoable({ result, undone_by, summary_only }: RunView): boolean {
  return result === "applied" && undone_by === null && !summary_only;
}
