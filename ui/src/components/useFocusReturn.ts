/** After a dialog the focus goes back to what it was opened from, also when that was a menu. */

import { useEffect } from "react";

const passing = "[role=dialog], [role=alertdialog], [role=menu]";
let last: HTMLElement | undefined;

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(passing)) last = target;
});

/** For a component that exists exactly while its dialog is open. */
export function useFocusReturn(): void {
  useEffect(() => {
    const from = last;
    return () => {
      // The dialog has to be gone before anything behind it takes the focus.
      setTimeout(() => {
        const lost = document.activeElement === document.body || !document.activeElement;
        if (lost && from?.isConnected) from.focus();
      });
    };
  }, []);
}
