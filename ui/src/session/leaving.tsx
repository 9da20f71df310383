/** Steps away from a place that somebody should think about first: they wait until they are agreed to. */

import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";

export type StepAway = () => void;

interface Leaving {
  /** Goes, unless the place is held: then the question is asked first. */
  attempt(step: StepAway): void;
  /** The step that waits for an answer. */
  waiting: StepAway | undefined;
  stay(): void;
  hold(held: boolean): void;
}

const LeavingContext = createContext<Leaving | undefined>(undefined);

export function LeavingProvider({ children }: { children: ReactNode }) {
  const held = useRef(false);
  const [waiting, setWaiting] = useState<{ step: StepAway }>();
  const value = useMemo<Leaving>(
    () => ({
      attempt: (step) => (held.current ? setWaiting({ step }) : step()),
      waiting: waiting?.step,
      stay: () => setWaiting(undefined),
      hold: (now) => {
        held.current = now;
      },
    }),
    [waiting],
  );
  return <LeavingContext value={value}>{children}</LeavingContext>;
}

export function useLeaving(): Leaving {
  const leaving = use(LeavingContext);
  if (!leaving) throw new Error("LeavingProvider is missing");
  return leaving;
}

/** Holds the place as long as `held`; what waits for an answer comes back. */
export function useHold(held: boolean): Pick<Leaving, "waiting" | "stay"> {
  const { hold, waiting, stay } = useLeaving();
  useEffect(() => {
    hold(held);
    return () => hold(false);
  }, [hold, held]);
  return { waiting, stay };
}
