/** What can be done with one department. */

import { MenuDivider, MenuItem } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { ConditionGroupIcon, DeleteIcon, EmployeesIcon, ResetIcon, UpdateIcon } from "@/components/icons";
import { type Place, RowMenu } from "@/components/RowMenu";
import type { Line } from "./outline";

export interface DepartmentActions {
  show(line: Line): void;
  rename(line: Line): void;
  merge(line: Line): void;
  remove(line: Line): void;
  forget(name: string): void;
}

export interface DepartmentMenuProps {
  line: Line;
  place: Place;
  actions: DepartmentActions;
  onClose(): void;
}

export function DepartmentMenu({ line, place, actions, onClose }: DepartmentMenuProps) {
  const { t } = useTranslation();
  return (
    <RowMenu place={place} onClose={onClose}>
      <MenuItem icon={<EmployeesIcon />} disabled={line.people === 0} onClick={() => actions.show(line)}>
        {t("departments.menu_show")}
      </MenuItem>
      <MenuItem icon={<UpdateIcon />} secondaryContent="F2" onClick={() => actions.rename(line)}>
        {t("departments.menu_rename")}
      </MenuItem>
      <MenuItem icon={<ConditionGroupIcon />} onClick={() => actions.merge(line)}>
        {t("departments.menu_merge")}
      </MenuItem>
      <MenuItem
        icon={<DeleteIcon />}
        secondaryContent={t("departments.key_delete")}
        disabled={line.people > 0}
        onClick={() => actions.remove(line)}
      >
        {t("departments.menu_remove")}
      </MenuItem>
      {line.sources.length > 0 && <MenuDivider />}
      {line.sources.map((source) => (
        <MenuItem key={source} icon={<ResetIcon />} onClick={() => actions.forget(source)}>
          {t("departments.menu_forget", { source })}
        </MenuItem>
      ))}
    </RowMenu>
  );
}
