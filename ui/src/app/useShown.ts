/** Which screen is shown while another one loads. */

import { type ComponentType, useEffect, useState } from "react";
import type { Screen } from "@/session/screens";
import { loadedScreen, loadScreen } from "./screens";

/**
 * The wanted one, or, while that one loads, still the one before, with the
 * question it may ask about leaving it. Not a Suspense boundary: React holds back what follows a
 * fallback for a third of a second.
 */
export function useShown(wanted: Screen): { screen: Screen; View: ComponentType | undefined } {
  const [screen, setScreen] = useState(wanted);
  const [, setLoaded] = useState<Screen>();
  if (screen !== wanted && loadedScreen(wanted)) setScreen(wanted);
  useEffect(() => {
    if (loadedScreen(wanted)) return setLoaded(wanted);
    const fail = (error: unknown) =>
      setLoaded(() => {
        throw error;
      });
    loadScreen(wanted).then(() => setLoaded(wanted), fail);
  }, [wanted]);
  return { screen, View: loadedScreen(screen) };
}
