/**
 * Short messages that come and go, read out by screen readers. Where nothing to press is below them.
 * What can be done about one is reached by Ctrl+M, and gives more time to do it.
 */

import {
  Button,
  Toast,
  ToastBody,
  Toaster,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from "@fluentui/react-components";
import { useMedia } from "@/components/useMedia";
import { dialogIsOpen } from "@/components/useShortcut";
import type { Failure } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./notify.module.css";

const toasterId = "messages";

/** In milliseconds: to read it, and to decide about it as well. */
const toRead = 6_000;
const toDecide = 15_000;

/**
 * In pixels from the corner: in the rail, above its last entry, where it is wide and high enough for two messages
 * between its entries. Else beside it, above the buttons at the foot, which stand in two rows where it is narrow.
 */
const place = {
  rail: { horizontal: 8, vertical: 56 },
  beside: { horizontal: 220, vertical: 120 },
  narrow: { horizontal: 52, vertical: 168 },
};

export function Messages() {
  const narrow = useMedia("(max-width: 900px)");
  const high = useMedia("(min-height: 700px)");
  return (
    <Toaster
      toasterId={toasterId}
      position="bottom-start"
      pauseOnHover
      pauseOnWindowBlur
      className={styles.messages}
      limit={2}
      offset={narrow ? place.narrow : high ? place.rail : place.beside}
      shortcuts={{ focus: leadsHere }}
    />
  );
}

/** Ctrl also on macOS, where Cmd+M belongs to the window. */
function leadsHere({ key, ctrlKey, shiftKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey && !shiftKey && !altKey && !metaKey && key.toLowerCase() === "m" && !dialogIsOpen();
}

export interface MessageAction {
  label: string;
  act(): void;
}

export interface Message {
  title: string;
  body?: string;
  /** Choosing one also ends the message. */
  actions?: MessageAction[];
  intent?: "success" | "info" | "warning" | "error";
}

let messages = 0;

/** Gives what takes the message away before its time, for one that is no longer true. */
export function useNotify(): (message: Message) => () => void {
  const { dispatchToast, dismissToast } = useToastController(toasterId);
  return ({ title, body, actions = [], intent = "success" }) => {
    messages += 1;
    const toastId = `message-${messages}`;
    dispatchToast(
      <Toast>
        <ToastTitle>{title}</ToastTitle>
        {body && <ToastBody>{body}</ToastBody>}
        {actions.length > 0 && (
          <ToastFooter>
            {actions.map(({ label, act }) => (
              <ToastTrigger key={label}>
                <Button size="small" onClick={act}>
                  {label}
                </Button>
              </ToastTrigger>
            ))}
          </ToastFooter>
        )}
      </Toast>,
      { toastId, intent, timeout: actions.length > 0 ? toDecide : toRead },
    );
    return () => dismissToast(toastId);
  };
}

/** For what fails away from any place that could show it. */
export function useTellFailure(): (failure: Failure) => void {
  const notify = useNotify();
  const words = useWords();
  return (failure) => {
    const { what, next } = words.failure(failure);
    notify({ title: what, body: next, intent: "error" });
  };
}
