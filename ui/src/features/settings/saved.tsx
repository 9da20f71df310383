/** "Saved": said beside a section's heading whenever something in it was changed and kept. */

import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";

/** Long enough to be seen by somebody who looks at what was pressed. */
const shownFor = 4_000;

const SavedContext = createContext<() => void>(() => {});

/** To be called when a change is kept. */
export function useSaved(): () => void {
  return use(SavedContext);
}

export function SavedScope({ say, children }: { say(): void; children: ReactNode }) {
  return <SavedContext value={say}>{children}</SavedContext>;
}

/** Whether to say it now, and the way to begin. */
export function useSaying(): [boolean, () => void] {
  const [at, setAt] = useState<number>();
  useEffect(() => {
    if (at === undefined) return;
    const timer = setTimeout(() => setAt(undefined), shownFor);
    return () => clearTimeout(timer);
  }, [at]);
  return [at !== undefined, useCallback(() => setAt(performance.now()), [])];
}
