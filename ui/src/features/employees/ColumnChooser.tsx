/** Which fields stand in the table. */

import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { ColumnsIcon } from "@/components/icons";
import { useWords } from "@/i18n/words";
import { allColumns, type Column, type Columns } from "./columns";
import styles from "./EmployeesScreen.module.css";

export function ColumnChooser({ columns }: { columns: Columns }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Menu
      persistOnItemClick
      checkedValues={{ columns: [...columns.shown] }}
      onCheckedValueChange={(_, { checkedItems }) => columns.choose(checkedItems as Column[])}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ColumnsIcon />}>{t("employees.columns")}</Button>
      </MenuTrigger>
      <MenuPopover className={styles.chooser}>
        <MenuList>
          <MenuItem persistOnClick={false} onClick={columns.reset}>
            {t("employees.columns_usual")}
          </MenuItem>
          <MenuDivider />
          {allColumns.map((column) => (
            <MenuItemCheckbox key={column} name="columns" value={column} disabled={column === "display_name"}>
              {words.field(column)}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
