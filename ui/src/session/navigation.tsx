/** Where the admin is: one of the screens of the rail. There is no address bar, so no addresses. */

import { createContext, type ReactNode, use, useMemo, useState } from "react";

export const screens = [
  "connections",
  "preview",
  "rules",
  "departments",
  "mapping",
  "employees",
  "history",
  "settings",
] as const;
export type Screen = (typeof screens)[number];

/** What a screen may be asked to do as it opens. */
export type Intent =
  | "connect"
  | "export"
  | "add"
  | "import"
  | { person: number }
  | { run: number }
  | { department: string }
  | undefined;

interface Navigation {
  screen: Screen;
  intent: Intent;
  go(screen: Screen, intent?: Intent): void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider(props: { children: ReactNode; start?: Screen }) {
  const [place, setPlace] = useState<{ screen: Screen; intent: Intent }>({
    screen: props.start ?? "connections",
    intent: undefined,
  });
  const value = useMemo<Navigation>(
    () => ({ ...place, go: (screen, intent) => setPlace({ screen, intent }) }),
    [place],
  );
  return <NavigationContext value={value}>{props.children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("NavigationProvider is missing");
  return navigation;
}
