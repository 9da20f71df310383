/** Short messages that come and go, read out by screen readers. Where nothing to press is below them. */

import {
  Toast,
  ToastBody,
  Toaster,
  ToastFooter,
  ToastTitle,
  useToastController,
} from "@fluentui/react-components";
import type { ReactNode } from "react";

const toasterId = "messages";

export function Messages() {
  return (
    <Toaster
      toasterId={toasterId}
      position="bottom-start"
      timeout={6000}
      pauseOnHover
      offset={{ horizontal: 72, vertical: 112 }}
    />
  );
}

export interface Message {
  title: string;
  body?: string;
  footer?: ReactNode;
  intent?: "success" | "info" | "warning" | "error";
}

export function useNotify(): (message: Message) => void {
  const { dispatchToast } = useToastController(toasterId);
  return ({ title, body, footer, intent = "success" }) =>
    dispatchToast(
      <Toast>
        <ToastTitle>{title}</ToastTitle>
        {body && <ToastBody>{body}</ToastBody>}
        {footer && <ToastFooter>{footer}</ToastFooter>}
      </Toast>,
      { intent },
    );
}
