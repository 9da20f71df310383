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
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFocusReturn } from "@/components/useFocusReturn";
import { call } from "@/contract/call";
import { useNotify } from "@/session/notify";
import type { DialogProps } from "./RenameDialog";
import { AppRegistration } from "./sign-in/AppRegistration";
import { SignInPanel } from "./sign-in/SignInPanel";
import { useSignIn } from "./sign-in/useSignIn";
import { clientIdForm } from "./wizard/draft";

interface Props extends DialogProps {
  /** Where the connection stands on the screen. */
  home: RefObject<HTMLElement | null>;
}

export function SignInAgainDialog({ connection, home, onClose }: Props) {
  const { t } = useTranslation();
  useFocusReturn(home);
  const notify = useNotify();
  const { id, name, client_id } = connection;
  const [app, setApp] = useState(client_id);
  const other = app.trim() === client_id ? null : app.trim();
  const signIn = useSignIn({
    begin: () => call("begin_sign_in_again", { connection: id, app: other }),
    consentUrl: () => call("admin_consent_url_again", { connection: id, app: other }),
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
            {(other === null || clientIdForm.test(other)) && (
              <SignInPanel signIn={signIn} focus={app === client_id} />
            )}
            {(signIn.state.phase === "idle" || signIn.state.phase === "failed") && (
              <AppRegistration now={client_id} typed={app} onChange={setApp} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={leave}>{t("common.close")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
