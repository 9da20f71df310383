/** How long people stay in the archive. */

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { read } from "@/contract/call";
import type { EmployeeRow } from "@/contract/types";

const day = 86_400_000;

/** Whole days until somebody of the archive is erased, 0 within a day; `undefined`: never, or not archived. */
export function useDaysLeft(): (row: EmployeeRow) => number | undefined {
  const days = useQuery(read("archive_keeping", {})).data?.days;
  return useCallback(
    ({ archived_at }) => {
      if (!days || !archived_at) return undefined;
      return Math.max(0, Math.ceil((Date.parse(archived_at) + days * day - Date.now()) / day));
    },
    [days],
  );
}
