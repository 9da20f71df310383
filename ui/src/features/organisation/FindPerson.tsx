/** A person's place in the chart, by a few letters of the name. */

import { Option } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/Combobox";
import { useFoundPeople } from "@/session/people";

export function FindPerson({ onFound }: { onFound(id: number): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const found = useFoundPeople(typed, 8);
  return (
    <Combobox
      aria-label={t("organisation.find")}
      placeholder={t("organisation.find")}
      value={typed}
      selectedOptions={[]}
      onChange={({ target }) => setTyped(target.value)}
      onOpenChange={(_, { open }) => !open && setTyped("")}
      onOptionSelect={(_, { optionValue }) => {
        setTyped("");
        if (optionValue) onFound(Number(optionValue));
      }}
    >
      {found.map(({ id, display_name, email }) => (
        <Option key={id} value={String(id)} text={display_name ?? email}>
          {display_name ?? email}
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="" text="">
          {t(typed.trim().length < 2 ? "organisation.find_hint" : "organisation.find_nobody")}
        </Option>
      )}
    </Combobox>
  );
}
