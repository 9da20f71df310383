/** Settings are shown together: a section that came later would push away those below it. */

import { useQueries, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "@/contract/call";

/** Whether everything the sections show is there, or known not to be; once it was, it stays so. */
export function useLoaded(): boolean {
  const [shown, show] = useState(false);
  const connections = useQuery(read("connections", {}));
  const waiting = [
    connections.isPending,
    useQuery(read("app_status", {})).isPending,
    useQuery(read("schedule", {})).isPending,
    useQuery(read("desktop_settings", {})).isPending,
    useQuery(read("refresh_file", {})).isPending,
    useQuery(read("archive_keeping", {})).isPending,
    useQuery(read("proxy", {})).isPending,
    useQueries({
      queries: (connections.data ?? []).map(({ id }) => read("rule_config", { connection: id })),
      combine: (limits) => limits.some(({ isPending }) => isPending),
    }),
  ];
  if (!shown && !waiting.includes(true)) show(true);
  return shown;
}
