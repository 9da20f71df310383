/** The values a field has in the directory, most frequent first. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/useDebounced";
import { read } from "@/contract/call";
import type { FieldValue } from "@/contract/types";

const most = 50;

export function useValues(connection: number, field: string, search: string, open: boolean): FieldValue[] {
  const rested = useDebounced(search, 150);
  const { data } = useQuery({
    ...read("field_values", { connection, field, search: rested, limit: most }),
    enabled: open && field !== "",
    placeholderData: keepPreviousData,
  });
  return data ?? [];
}
