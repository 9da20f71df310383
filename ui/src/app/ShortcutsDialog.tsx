/** The keys, for those who like them. */

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
import { printed } from "@/components/useShortcut";
import styles from "./ShortcutsDialog.module.css";

const keys = [
  ["mod+1 … 9", "screens"],
  ["F5", "preview"],
  ["mod+Enter", "apply"],
  ["mod+PageUp / PageDown", "tabs"],
  ["mod+K", "palette"],
  ["mod+F", "search"],
  ["mod+E", "export"],
  ["mod+N", "connect"],
  ["Alt+←", "step_back"],
  ["mod+,", "settings"],
  ["mod+plus / - / 0", "text_size"],
  ["mod+S", "save"],
  ["mod+Z / mod+Y", "undo_edit"],
  ["mod+N", "new_rule"],
  ["mod+D", "duplicate_rule"],
  ["Alt+↑ / Alt+↓", "move_rule"],
  ["Alt+← / Alt+→", "sample_person"],
  ["mod+Enter", "add_condition"],
  ["mod+Shift+Enter", "add_group"],
  ["mod+Shift+X", "switch_condition"],
  ["Enter", "open"],
  ["Shift+F10", "menu"],
  ["mod+Z", "undo"],
  ["mod+Z", "undo_employee"],
  ["F2", "rename"],
  ["F2", "edit_employee"],
  ["Delete", "archive_employee"],
  ["mod+C", "copy"],
  ["mod+Shift+C", "copy_emails"],
  ["mod+A", "tick_all"],
  ["Esc", "close"],
  ["F6", "regions"],
  ["Ctrl+M", "message"],
  ["?", "help"],
] as const;

export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  useFocusReturn();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("keys.title")}</DialogTitle>
          <DialogContent>
            <dl className={styles.keys}>
              {keys.map(([combo, name]) => (
                <div key={name}>
                  <dt>
                    <kbd>{printed(combo).replace("plus", "+")}</kbd>
                  </dt>
                  <dd>{t(`keys.${name}`)}</dd>
                </div>
              ))}
            </dl>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {t("common.close")}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
