/** One person of the directory, by name or email. */

import { Field, Option } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/Combobox";
import { useDebounced } from "@/components/useDebounced";
import { read } from "@/contract/call";
import type { DirectoryPerson } from "@/contract/types";
import styles from "./CheckPanel.module.css";

export interface PersonPickerProps {
  connection: number;
  chosen: DirectoryPerson | undefined;
  onChoose(person: DirectoryPerson): void;
}

export function PersonPicker({ connection, chosen, onChoose }: PersonPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const search = useDebounced(typed ?? "", 150);
  const { data: found = [] } = useQuery({
    ...read("find_people", { connection, search }),
    placeholderData: keepPreviousData,
  });
  return (
    <Field label={t("rules.check_who")}>
      <Combobox
        autoFocus
        value={typed ?? chosen?.name ?? ""}
        selectedOptions={chosen ? [chosen.object_id] : []}
        onChange={({ target }) => setTyped(target.value)}
        onOpenChange={(_, { open }) => !open && setTyped(undefined)}
        onOptionSelect={(_, { optionValue }) => {
          const person = found.find(({ object_id }) => object_id === optionValue);
          setTyped(undefined);
          if (person) onChoose(person);
        }}
      >
        {found.map(({ object_id, name, email }) => (
          <Option key={object_id} value={object_id} text={name}>
            <span className={styles.person}>
              {name}
              {email && <span className={styles.quiet}>{email}</span>}
            </span>
          </Option>
        ))}
        {found.length === 0 && (
          <Option disabled value="" text="">
            {t("rules.check_nobody")}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
