/** A group of Microsoft 365, chosen by name and kept by its id, so that renaming it there breaks nothing. */

import { Option } from "@fluentui/react-components";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Combobox } from "@/components/Combobox";
import { useDebounced } from "@/components/useDebounced";
import { read } from "@/contract/call";
import type { GroupView } from "@/contract/types";
import styles from "./ConditionTree.module.css";

export interface GroupPickerProps {
  connection: number;
  /** Object id, or a name from a rules file. */
  value: string;
  onChange(value: string): void;
}

export function GroupPicker({ connection, value, onChange }: GroupPickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const search = useDebounced(typed ?? "", 150);
  const all = useQuery(read("directory_groups", { connection, search: value }));
  const { data: found = [] } = useQuery({
    ...read("directory_groups", { connection, search }),
    placeholderData: keepPreviousData,
  });
  const chosen = all.data?.find(({ object_id, name }) => object_id === value || name === value);
  return (
    <Combobox
      aria-label={t("rules.value")}
      className={styles.control}
      input={{ className: styles.input }}
      placeholder={t("rules.value_choose")}
      value={typed ?? chosen?.name ?? value}
      selectedOptions={[chosen?.object_id ?? value]}
      onChange={({ target }) => setTyped(target.value)}
      onOpenChange={(_, { open }) => !open && setTyped(undefined)}
      onOptionSelect={(_, { optionValue }) => {
        setTyped(undefined);
        if (optionValue) onChange(optionValue);
      }}
    >
      {found.map((group) => (
        <Option key={group.object_id} value={group.object_id} text={group.name}>
          <GroupName group={group} />
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="" text="">
          {t("rules.no_group")}
        </Option>
      )}
    </Combobox>
  );
}

function GroupName({ group: { name, description, members } }: { group: GroupView }) {
  const { t } = useTranslation();
  return (
    <span className={styles.groupName}>
      {members === null ? name : t("rules.value_people", { value: name, count: members })}
      {description && <span className={styles.description}>{description}</span>}
    </span>
  );
}
