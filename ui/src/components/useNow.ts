/** The current time, renewed every `milliseconds`; for ages and elapsed times. */

import { useEffect, useState } from "react";

export function useNow(milliseconds: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return now;
}

/** Whether `pending` has lasted long enough to be worth showing. */
export function useLasting(pending: boolean, milliseconds = 300): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!pending) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => clearTimeout(timer);
  }, [pending, milliseconds]);
  return lasting;
}
