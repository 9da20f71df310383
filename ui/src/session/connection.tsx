/** Which connection the screens speak of: the chosen one, else the first. */

import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { read } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useLeaving } from "./leaving";
import { useNavigation } from "./navigation";
import type { Screen } from "./screens";

interface Selection {
  connections: ConnectionView[];
  selected: ConnectionView | undefined;
  select(id: number): void;
  pending: boolean;
}

const SelectionContext = createContext<Selection | undefined>(undefined);
const none: ConnectionView[] = [];

export function ConnectionProvider({ children }: { children: ReactNode }) {
  const [chosen, choose] = useState<number>();
  const { attempt } = useLeaving();
  const query = useQuery(read("connections", {}));
  const connections = query.data ?? none;
  const selected = connections.find((c) => c.id === chosen) ?? connections[0];
  const pending = query.isPending;
  const value = useMemo<Selection>(() => {
    const select = (id: number) => (id === selected?.id ? choose(id) : attempt(() => choose(id)));
    return { connections, selected, select, pending };
  }, [connections, selected, pending, attempt]);
  return <SelectionContext value={value}>{children}</SelectionContext>;
}

export function useConnections(): Selection {
  const selection = use(SelectionContext);
  if (!selection) throw new Error("ConnectionProvider is missing");
  return selection;
}

/** The way to a screen that is then to speak of this connection, whichever was chosen meanwhile. */
export function useGoAt(connection: number): (screen: Screen) => void {
  const { go } = useNavigation();
  const { select } = useConnections();
  return useCallback(
    (screen) => {
      select(connection);
      go(screen);
    },
    [connection, select, go],
  );
}
