/** The filters in force beside the search, each removable. */

import { Tag, TagGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { EmployeeQuery } from "@/contract/types";

export interface ChipsProps {
  filter: EmployeeQuery;
  onChange(filter: EmployeeQuery): void;
}

export function Chips({ filter, onChange }: ChipsProps) {
  const { t } = useTranslation();
  const { department } = filter;
  if (department === null) return null;
  return (
    <TagGroup aria-label={t("employees.filters")} onDismiss={() => onChange({ ...filter, department: null })}>
      <Tag dismissible value="department" dismissIcon={{ "aria-label": t("employees.remove_filter") }}>
        {t("employees.in_department", { department })}
      </Tag>
    </TagGroup>
  );
}
