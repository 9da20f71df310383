/** People of the list, asked for from anywhere. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/useDebounced";
import { read } from "@/contract/call";
import type { EmployeeQuery, EmployeeRow } from "@/contract/types";

export const everyone: EmployeeQuery = {
  search: "",
  archived: false,
  department: null,
  source: null,
  paused: false,
  edited: false,
  sort: "name",
  descending: false,
};

/** The first few whom the letters find; nobody before the second letter. */
export function useFoundPeople(typed: string, count: number): EmployeeRow[] {
  const search = useDebounced(typed.trim(), 150);
  const { data } = useQuery({
    ...read("employees", { query: { ...everyone, search }, start: 0, count }),
    enabled: search.length > 1,
    placeholderData: keepPreviousData,
  });
  return search.length < 2 || typed.trim().length < 2 ? [] : (data?.rows ?? []);
}
