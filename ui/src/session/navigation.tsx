/** Where the admin is: one of the screens of the rail. There is no address bar, so no addresses. */

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Shown } from "@/contract/fields";
import { useLeaving } from "./leaving";
import { remember } from "./memory";
import { lastScreen, type Screen } from "./screens";

/** These edit one draft together: between them nothing is left behind. */
const ofTheDraft: readonly Screen[] = ["rules", "departments", "mapping"];

function sharesDraft(from: Screen, to: Screen): boolean {
  return ofTheDraft.includes(from) && ofTheDraft.includes(to);
}

/** What a screen may be asked to do as it opens. */
export type Intent =
  | "connect"
  | "export"
  | "add"
  | "import"
  /** `field`: to go on typing into it. */
  | { person: number; field?: Shown }
  /** Again, at this connection. */
  | { sign_in: number }
  /** `undo`: with the question whether to take it back. */
  | { run: number; undo?: boolean }
  /** By name. */
  | { rule: string }
  | { department: string }
  | undefined;

/** The connection that is to be signed in again. */
export function signInAsked(intent: Intent): number | undefined {
  return typeof intent === "object" && "sign_in" in intent ? intent.sign_in : undefined;
}

interface Navigation {
  screen: Screen;
  intent: Intent;
  go(screen: Screen, intent?: Intent): void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export function NavigationProvider(props: { children: ReactNode; start?: Screen }) {
  const [place, setPlace] = useState<{ screen: Screen; intent: Intent }>(() => ({
    screen: props.start ?? lastScreen(),
    intent: undefined,
  }));
  const { attempt } = useLeaving();
  const value = useMemo<Navigation>(() => {
    const go: Navigation["go"] = (screen, intent) => {
      const step = () => {
        remember("screen", screen);
        setPlace({ screen, intent });
      };
      if (sharesDraft(place.screen, screen)) step();
      else attempt(step);
    };
    return { ...place, go };
  }, [place, attempt]);
  return <NavigationContext value={value}>{props.children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (!navigation) throw new Error("NavigationProvider is missing");
  return navigation;
}
