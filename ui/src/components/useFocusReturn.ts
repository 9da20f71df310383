/** After a dialog the focus goes back to what it was opened from, also when that was a menu. */

import { type RefObject, useEffect } from "react";

const passing = "[role=dialog], [role=alertdialog], [role=menu]";
let last: HTMLElement | undefined;

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(passing)) last = target;
});

/**
 * For a component that exists exactly while its dialog is open. Where what it was opened from is gone, such as on
 * another screen, the focus goes to the first button of `home`, else to the screen: to no button there, which a key
 * that is still held would press.
 */
export function useFocusReturn(home?: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const from = last;
    return () => {
      const place = home?.current;
      // The dialog has to be gone before anything behind it takes the focus.
      setTimeout(() => {
        const lost = document.activeElement === document.body || !document.activeElement;
        if (!lost) return;
        if (from?.isConnected) from.focus();
        else
          (
            place?.querySelector<HTMLElement>("button:not(:disabled)") ?? document.querySelector("main")
          )?.focus();
      });
    };
  }, [home]);
}
