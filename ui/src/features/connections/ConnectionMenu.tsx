/** The rarer things one does with a connection. */

import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DisconnectIcon, MoreIcon, PauseIcon, ResumeIcon, SignInIcon, UpdateIcon } from "@/components/icons";
import { call } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import type { CardDialog } from "./ConnectionCard";

export interface ConnectionMenuProps {
  connection: ConnectionView;
  onChoose(dialog: CardDialog): void;
}

export function ConnectionMenu({ connection, onChoose }: ConnectionMenuProps) {
  const { t } = useTranslation();
  const { id, name, state, synced_once } = connection;
  const paused = state === "paused";
  const flip = useMutation({
    mutationFn: () => call("switch_schedule", { connection: id, enabled: paused }),
  });
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreIcon />} aria-label={t("connections.more", { name })} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<UpdateIcon />} onClick={() => onChoose("rename")}>
            {t("connections.menu_rename")}
          </MenuItem>
          {synced_once && (paused || state === "connected") && (
            <MenuItem icon={paused ? <ResumeIcon /> : <PauseIcon />} onClick={() => flip.mutate()}>
              {t(paused ? "connections.resume" : "connections.pause")}
            </MenuItem>
          )}
          <MenuItem icon={<SignInIcon />} onClick={() => onChoose("sign_in")}>
            {t("action.sign_in_again")}
          </MenuItem>
          <MenuItem icon={<DisconnectIcon />} onClick={() => onChoose("disconnect")}>
            {t("connections.menu_disconnect")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
