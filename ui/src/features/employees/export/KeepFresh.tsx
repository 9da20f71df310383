/** Whether the file follows the list from now on. There is one such file: another steps back. */

import { Checkbox, Field } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";

export interface KeepFreshProps {
  checked: boolean;
  onChange(checked: boolean): void;
}

export function KeepFresh({ checked, onChange }: KeepFreshProps) {
  const { t } = useTranslation();
  const { data: former } = useQuery(read("refresh_file", {}));
  return (
    <Field hint={checked && former ? t("refresh.instead", { path: former.path }) : undefined}>
      <Checkbox
        label={t("refresh.keep")}
        checked={checked}
        onChange={(_, data) => onChange(data.checked === true)}
      />
    </Field>
  );
}
