/** A field of Microsoft 365, and others that step in where it is empty. */

import { Button, Dropdown, Option } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { AttributePicker } from "@/components/AttributePicker";
import { AddIcon, DeleteIcon } from "@/components/icons";
import type { FieldInfo } from "@/contract/types";
import styles from "./Mapping.module.css";
import { sourceOf, textOf } from "./origin";

export interface SourcesProps {
  fields: FieldInfo[];
  items: string[];
  onChange(items: string[]): void;
}

const most = 4;

export function Sources({ fields, items, onChange }: SourcesProps) {
  const { t } = useTranslation();
  const texts = fields.filter(({ kind }) => kind !== "membership");
  const put = (at: number, text: string) =>
    onChange(items.map((item, index) => (index === at ? text : item)));
  return (
    <div className={styles.sources}>
      {items.map((item, index) => {
        const source = sourceOf(item);
        const kind = texts.find(({ name }) => name === source.name)?.kind;
        return (
          <div key={index} className={styles.source}>
            <AttributePicker
              label={t("mapping.source", { number: index + 1 })}
              fields={texts}
              value={source.name}
              onChange={(name) => put(index, begun(name, texts))}
            />
            {items.length > 1 && (
              <Button
                appearance="subtle"
                icon={<DeleteIcon />}
                aria-label={t("mapping.remove_source")}
                title={t("mapping.remove_source")}
                onClick={() => onChange(items.filter((_, at) => at !== index))}
              />
            )}
            {kind === "list" && <Entry value={item} onChange={(text) => put(index, text)} />}
          </div>
        );
      })}
      {items.length < most && (
        <Button
          appearance="subtle"
          icon={<AddIcon />}
          onClick={() => onChange([...items, begun("businessPhones", texts)])}
        >
          {t("mapping.add_fallback")}
        </Button>
      )}
    </div>
  );
}

/** Of a field with several entries the first is meant, until chosen otherwise. */
function begun(name: string, fields: FieldInfo[]): string {
  const isList = fields.find((field) => field.name === name)?.kind === "list";
  return textOf({ name, index: isList ? 0 : undefined });
}

function Entry({ value, onChange }: { value: string; onChange(text: string): void }) {
  const { t } = useTranslation();
  const { name, index } = sourceOf(value);
  const choice = index === undefined ? "all" : "first";
  const said = index
    ? textOf({ name, index })
    : t(`mapping.${choice}_${choice === "all" ? "entries" : "entry"}` as "mapping.first_entry");
  return (
    <Dropdown
      aria-label={t("mapping.which")}
      value={said}
      selectedOptions={[choice]}
      onOptionSelect={(_, { optionValue }) =>
        onChange(textOf({ name, index: optionValue === "first" ? 0 : undefined }))
      }
    >
      <Option value="first">{t("mapping.first_entry")}</Option>
      <Option value="all">{t("mapping.all_entries")}</Option>
    </Dropdown>
  );
}
