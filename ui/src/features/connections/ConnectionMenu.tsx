/** The rarer things one does with a connection. */

import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { DisconnectIcon, MoreIcon, SignInIcon, UpdateIcon } from "@/components/icons";
import type { CardDialog } from "./ConnectionCard";

export interface ConnectionMenuProps {
  name: string;
  onChoose(dialog: CardDialog): void;
}

export function ConnectionMenu({ name, onChoose }: ConnectionMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreIcon />} aria-label={t("connections.more", { name })} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<UpdateIcon />} onClick={() => onChoose("rename")}>
            {t("connections.rename")}
          </MenuItem>
          <MenuItem icon={<SignInIcon />} onClick={() => onChoose("sign_in")}>
            {t("action.sign_in_again")}
          </MenuItem>
          <MenuItem icon={<DisconnectIcon />} onClick={() => onChoose("disconnect")}>
            {t("connections.disconnect")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
