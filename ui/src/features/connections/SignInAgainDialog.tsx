/** A new sign-in for a connection that exists; only its own organisation is accepted. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFocusReturn } from "@/components/useFocusReturn";
import { call } from "@/contract/call";
import { useNotify } from "@/session/notify";
import type { DialogProps } from "./RenameDialog";
import { SignInPanel } from "./sign-in/SignInPanel";
import { useSignIn } from "./sign-in/useSignIn";

export function SignInAgainDialog({ connection, onClose }: DialogProps) {
  const { t } = useTranslation();
  useFocusReturn();
  const notify = useNotify();
  const { id, name } = connection;
  const signIn = useSignIn({
    begin: () => call("begin_sign_in_again", { connection: id }),
    consentUrl: () => Promise.resolve(connection.admin_consent_url ?? ""),
    onDone: () => {
      notify({ title: t("sign_in.again_done", { name }) });
      onClose();
    },
  });
  const leave = () => {
    signIn.cancel();
    onClose();
  };
  return (
    <Dialog open modalType="modal" onOpenChange={leave}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("sign_in.again_title", { name })}</DialogTitle>
          <DialogContent>
            <p>{t("sign_in.again_text", { organisation: connection.tenant_name ?? name })}</p>
            <SignInPanel signIn={signIn} />
          </DialogContent>
          <DialogActions>
            <Button onClick={leave}>{t("common.close")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
