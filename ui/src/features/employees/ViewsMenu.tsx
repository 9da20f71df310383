/** Views that were given a name: to choose, to keep the present one, to forget. */

import {
  Button,
  Field,
  Input,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { ViewIcon } from "@/components/icons";
import type { EmployeeQuery } from "@/contract/types";
import type { Columns } from "./columns";
import { useViews, viewOf } from "./views";

export interface ViewsMenuProps {
  filter: EmployeeQuery;
  columns: Columns;
  onFilter(filter: EmployeeQuery): void;
}

export function ViewsMenu({ filter, columns, onFilter }: ViewsMenuProps) {
  const { t } = useTranslation();
  const views = useViews();
  const [naming, setNaming] = useState(false);
  const now = viewOf(views.all, filter, columns.shown);
  const choose = (name: string | undefined) => {
    const view = views.all.find((one) => one.name === name);
    if (!view) return;
    onFilter(view.filter);
    columns.choose(view.columns);
  };
  return (
    <>
      <Menu
        checkedValues={{ view: now ? [now.name] : [] }}
        onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0])}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<ViewIcon />}>{now?.name ?? t("employees.views")}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {views.all.map(({ name }) => (
              <MenuItemRadio key={name} name="view" value={name}>
                {name}
              </MenuItemRadio>
            ))}
            {views.all.length > 0 && <MenuDivider />}
            <MenuItem onClick={() => setNaming(true)}>{t("employees.view_keep")}</MenuItem>
            {now && (
              <MenuItem onClick={() => views.forget(now.name)}>
                {t("employees.view_forget", { name: now.name })}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
      {naming && (
        <NameView
          onClose={() => setNaming(false)}
          onName={(name) => {
            views.keep({ name, filter, columns: columns.shown });
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

function NameView({ onClose, onName }: { onClose(): void; onName(name: string): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  return (
    <ConfirmDialog
      title={t("employees.view_title")}
      confirm={t("draft.save")}
      blocked={name.trim() === ""}
      onConfirm={() => onName(name.trim())}
      onClose={onClose}
    >
      <Field label={t("employees.view_name")} hint={t("employees.view_hint")}>
        <Input autoFocus value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
      </Field>
    </ConfirmDialog>
  );
}
