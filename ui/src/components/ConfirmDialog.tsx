/** A question before something that cannot be taken back at once. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./ConfirmDialog.module.css";
import { useFocusReturn } from "./useFocusReturn";

export interface ConfirmDialogProps {
  title: string;
  confirm: string;
  danger?: boolean;
  /** A third way out, between going back and confirming. */
  other?: { label: string; act(): void };
  /** Keeps the confirming button from being used, such as until a name is typed. */
  blocked?: boolean;
  busy?: boolean;
  /** For tables. */
  wide?: boolean;
  onConfirm(): void;
  onClose(): void;
  children: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirm, danger, other, blocked, busy, wide, onConfirm, onClose, children } = props;
  const { t } = useTranslation();
  useFocusReturn();
  return (
    <Dialog open modalType="modal" onOpenChange={() => !busy && onClose()}>
      <DialogSurface className={wide ? styles.wide : undefined}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!blocked && !busy) onConfirm();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>{children}</DialogContent>
            <DialogActions fluid className={styles.actions}>
              <Button onClick={onClose} disabled={busy}>
                {t("common.back")}
              </Button>
              {other && (
                <Button onClick={other.act} disabled={busy}>
                  {other.label}
                </Button>
              )}
              <Button
                type="submit"
                appearance="primary"
                className={danger ? "danger" : undefined}
                disabled={blocked || busy}
                icon={busy ? <Spinner size="tiny" /> : undefined}
              >
                {confirm}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
