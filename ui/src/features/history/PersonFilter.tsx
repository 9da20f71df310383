/** Narrows the history to the runs that touched one person, of the list or of the archive. */

import { Combobox, Option, Tag } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDebounced } from "@/components/useDebounced";
import { useShortcut } from "@/components/useShortcut";
import { read } from "@/contract/call";
import type { EmployeeRow } from "@/contract/types";

export interface Chosen {
  id: number;
  name: string;
}

export interface PersonFilterProps {
  person: Chosen | undefined;
  onChoose(person: Chosen | undefined): void;
}

const atMost = 8;

export function PersonFilter({ person, onChoose }: PersonFilterProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const found = usePeople(typed);
  useShortcut("mod+f", () => input.current?.focus());
  if (person) {
    return (
      <Tag
        dismissible
        dismissIcon={{ "aria-label": t("history.everybody") }}
        onClick={() => onChoose(undefined)}
      >
        {t("history.of_person", { name: person.name })}
      </Tag>
    );
  }
  const choose = (id: string | undefined) => {
    const row = found.find((one) => String(one.id) === id);
    setTyped("");
    if (row) onChoose({ id: row.id, name: nameOf(row) });
  };
  return (
    <Combobox
      ref={input}
      aria-label={t("history.person")}
      placeholder={t("history.person")}
      value={typed}
      selectedOptions={[]}
      onChange={({ target }) => setTyped(target.value)}
      onOptionSelect={(_, { optionValue }) => choose(optionValue)}
    >
      {found.map((row) => (
        <Option key={row.id} value={String(row.id)} text={nameOf(row)}>
          {`${nameOf(row)} · ${row.email}`}
        </Option>
      ))}
      {found.length === 0 && (
        <Option disabled value="" text="">
          {t(typed.trim() ? "palette.none" : "history.person_hint")}
        </Option>
      )}
    </Combobox>
  );
}

const nameOf = ({ display_name, email }: EmployeeRow) => display_name ?? email;

function usePeople(typed: string): EmployeeRow[] {
  const search = useDebounced(typed.trim(), 150);
  const query = { search, department: null, source: null, paused: false, edited: false } as const;
  const asked = (archived: boolean) => ({
    ...read("employees", {
      query: { ...query, archived, sort: "name" as const, descending: false },
      start: 0,
      count: atMost,
    }),
    enabled: search !== "",
  });
  const listed = useQuery(asked(false));
  const archived = useQuery(asked(true));
  if (search === "") return [];
  return [...(listed.data?.rows ?? []), ...(archived.data?.rows ?? [])].slice(0, atMost);
}
