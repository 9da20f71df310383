/** The filters in force beside the search, each removable. */

import { Tag, TagGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { EmployeeQuery } from "@/contract/types";
import { useConnections } from "@/session/connection";
import { everyone } from "./query";

export interface ChipsProps {
  filter: EmployeeQuery;
  onChange(filter: EmployeeQuery): void;
}

export function Chips({ filter, onChange }: ChipsProps) {
  const { t } = useTranslation();
  const { connections } = useConnections();
  const { department, source, paused, edited } = filter;
  const sourceName =
    source?.source === "connection"
      ? connections.find(({ id }) => id === source.connection)?.name
      : t("employees.local");
  const chips: [keyof EmployeeQuery, string | false | null][] = [
    ["department", department !== null && t("employees.in_department", { department })],
    ["source", source && t("employees.from_source", { source: sourceName })],
    ["paused", paused && t("status.paused")],
    ["edited", edited && t("field.pinned")],
  ];
  const shown = chips.filter(([, label]) => label);
  if (shown.length === 0) return null;
  const drop = (name: string) => onChange({ ...filter, [name]: everyone[name as keyof EmployeeQuery] });
  return (
    <TagGroup aria-label={t("employees.filters")} onDismiss={(_, { value }) => drop(value)}>
      {shown.map(([name, label]) => (
        <Tag key={name} dismissible value={name} dismissIcon={{ "aria-label": t("employees.remove_filter") }}>
          {label}
        </Tag>
      ))}
    </TagGroup>
  );
}
