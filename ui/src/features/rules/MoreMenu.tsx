/** What is needed less often: templates, and the rules file. */

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { ExportIcon, FolderIcon, MoreIcon, RulesIcon } from "@/components/icons";
import { useFocusReturn } from "@/components/useFocusReturn";
import type { Config } from "@/contract/types";
import type { DraftEditing } from "@/session/draft/useDraft";
import { Templates } from "./Templates";
import { useRulesFile } from "./useRulesFile";

export interface MoreMenuProps {
  editing: DraftEditing;
  onTemplate(config: Config): void;
}

export function MoreMenu({ editing, onTemplate }: MoreMenuProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const file = useRulesFile(editing);
  const close = () => setOpen(false);
  const failure = file.save.error ?? file.load.error;
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<MoreIcon />} aria-label={t("rules.settings")} title={t("rules.settings")} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<RulesIcon />} onClick={() => setOpen(true)}>
              {t("rules.templates")}
            </MenuItem>
            <MenuItem icon={<ExportIcon />} disabled={editing.dirty} onClick={() => file.save.mutate()}>
              {t("rules.file_export")}
            </MenuItem>
            <MenuItem icon={<FolderIcon />} onClick={() => file.load.mutate()}>
              {t("rules.file_import")}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {failure && <FailureMessage failure={failure} />}
      {open && (
        <TemplateDialog
          connection={editing.connection}
          onClose={close}
          onTemplate={(config) => {
            onTemplate(config);
            close();
          }}
        />
      )}
    </>
  );
}

interface TemplateDialogProps {
  connection: number;
  onTemplate(config: Config): void;
  onClose(): void;
}

function TemplateDialog({ connection, onTemplate, onClose }: TemplateDialogProps) {
  const { t } = useTranslation();
  useFocusReturn();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t("rules.template_title")}</DialogTitle>
          <DialogContent>
            <p>{t("rules.template_replaces")}</p>
            <Templates connection={connection} onTemplate={onTemplate} />
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t("common.back")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
