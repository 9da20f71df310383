/** Narrows the list: by department, source, paused, edited by hand. */

import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { RulesIcon as FilterIcon } from "@/components/icons";
import type { EmployeeQuery } from "@/contract/types";
import { useConnections } from "@/session/connection";
import type { ChipsProps } from "./Chips";
import { DepartmentFilter } from "./DepartmentFilter";

export function FilterMenu({ filter, onChange }: ChipsProps) {
  const { t } = useTranslation();
  const { connections } = useConnections();
  const marks = (["paused", "edited"] as const).filter((mark) => filter[mark]);
  const change = (name: string, checked: string[]) =>
    onChange(
      name === "source"
        ? { ...filter, source: sourceOf(checked[0]) }
        : { ...filter, paused: checked.includes("paused"), edited: checked.includes("edited") },
    );
  return (
    <Menu
      checkedValues={{ source: [keyOf(filter.source)], marks }}
      onCheckedValueChange={(_, { name, checkedItems }) => change(name, checkedItems)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<FilterIcon />}>{t("employees.filter")}</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemCheckbox name="marks" value="paused">
            {t("status.paused")}
          </MenuItemCheckbox>
          <MenuItemCheckbox name="marks" value="edited">
            {t("field.pinned")}
          </MenuItemCheckbox>
          <DepartmentFilter
            chosen={filter.department}
            onChoose={(department) => onChange({ ...filter, department })}
          />
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t("field.owner")}</MenuGroupHeader>
            <MenuItemRadio name="source" value="all">
              {t("employees.any_source")}
            </MenuItemRadio>
            {connections.map(({ id, name }) => (
              <MenuItemRadio key={id} name="source" value={String(id)}>
                {name}
              </MenuItemRadio>
            ))}
            <MenuItemRadio name="source" value="local">
              {t("employees.local")}
            </MenuItemRadio>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function keyOf(source: EmployeeQuery["source"]): string {
  if (source === null) return "all";
  return source.source === "local" ? "local" : String(source.connection);
}

function sourceOf(key: string | undefined): EmployeeQuery["source"] {
  if (key === undefined || key === "all") return null;
  return key === "local" ? { source: "local" } : { source: "connection", connection: Number(key) };
}
