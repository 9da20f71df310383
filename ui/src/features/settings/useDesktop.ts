/** What the admin chose for this machine, and changes of it that hold at once. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Args, call, read } from "@/contract/call";
import { useSaved } from "./saved";

type Setter = "set_notify" | "set_start_at_login" | "set_when_closed";

export function useDesktop() {
  return useQuery(read("desktop_settings", {}));
}

export function useSetDesktop<C extends Setter>(command: C) {
  const client = useQueryClient();
  const saved = useSaved();
  const { queryKey } = read("desktop_settings", {});
  return useMutation({
    mutationFn: (args: Args<C>) => call(command, args),
    onSuccess: saved,
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
