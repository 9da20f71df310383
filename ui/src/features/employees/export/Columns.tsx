/** Which columns the file gets: all of them, or chosen ones. */

import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Checkbox,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { allFields } from "@/contract/fields";
import { useWords } from "@/i18n/words";
import styles from "../EmployeesScreen.module.css";

export interface ColumnsProps {
  /** Empty: every column. */
  chosen: string[];
  /** Those of the table. */
  shown: readonly string[];
  onChange(columns: string[]): void;
}

export function Columns({ chosen, shown, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  const words = useWords();
  const ticked = new Set(chosen.length > 0 ? chosen : allFields);
  const toggle = (field: string, on: boolean) => {
    if (on) ticked.add(field);
    else ticked.delete(field);
    const next = allFields.filter((name) => ticked.has(name));
    onChange(next.length === allFields.length ? [] : next);
  };
  const title = chosen.length === 0 ? t("export.columns_all") : t("export.columns", { count: chosen.length });
  return (
    <Accordion collapsible>
      <AccordionItem value="columns">
        <AccordionHeader size="small">{title}</AccordionHeader>
        <AccordionPanel>
          <div className={styles.columnButtons}>
            <Button size="small" type="button" onClick={() => onChange([])}>
              {t("export.columns_every")}
            </Button>
            <Button size="small" type="button" onClick={() => onChange([...shown])}>
              {t("export.columns_shown")}
            </Button>
          </div>
          <div className={styles.columns}>
            {allFields.map((field) => (
              <Checkbox
                key={field}
                label={words.field(field)}
                checked={ticked.has(field)}
                disabled={ticked.size === 1 && ticked.has(field)}
                onChange={(_, { checked }) => toggle(field, checked === true)}
              />
            ))}
          </div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
