/** Narrows the list to a department and those below it. */

import {
  Menu,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";
import { useNavigation } from "@/session/navigation";
import styles from "./EmployeesScreen.module.css";

/** As many as a menu can hold; where there are more, their own screen finds them. */
const most = 100;

export interface DepartmentFilterProps {
  chosen: string | null;
  onChoose(department: string | null): void;
}

export function DepartmentFilter({ chosen, onChoose }: DepartmentFilterProps) {
  const { t } = useTranslation();
  return (
    <Menu
      checkedValues={{ department: [chosen ?? ""] }}
      onCheckedValueChange={(_, { checkedItems }) => onChoose(checkedItems[0] || null)}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem>{t("field.department")}</MenuItem>
      </MenuTrigger>
      <MenuPopover className={styles.chooser}>
        <Departments />
      </MenuPopover>
    </Menu>
  );
}

function Departments() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { data = [] } = useQuery(read("departments", {}));
  return (
    <MenuList>
      <MenuItemRadio name="department" value="">
        {t("employees.any_department")}
      </MenuItemRadio>
      {data.slice(0, most).map(({ path }) => (
        <MenuItemRadio key={path} name="department" value={path}>
          {path}
        </MenuItemRadio>
      ))}
      {data.length > most && (
        <MenuItem onClick={() => go("departments")}>{t("employees.more_departments")}</MenuItem>
      )}
    </MenuList>
  );
}
