/** What the record has beside the fields that change: all of it is there to be looked at, none of it in the way. */

import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ValueList } from "@/components/FieldChanges";
import { read } from "@/contract/call";
import { allFields, textOf } from "@/contract/fields";
import type { PlanRow } from "@/contract/types";

export function OtherFields({ row, employee }: { row: PlanRow; employee: number }) {
  const { t } = useTranslation();
  const { data } = useQuery(read("employee", { id: employee }));
  if (!data) return null;
  const changing = new Set<string>(row.fields.map(({ field }) => field));
  const values = allFields
    .filter((field) => !changing.has(field))
    .map((field) => ({ field, value: textOf(data.employee, field) }))
    .filter(({ value }) => value !== "");
  if (values.length === 0) return null;
  const all = row.fields.length === 0;
  return (
    <Accordion collapsible defaultOpenItems={all ? "fields" : []}>
      <AccordionItem value="fields">
        <AccordionHeader as="h3">
          {t(all ? "preview.all_fields" : "preview.other_fields", { count: values.length })}
        </AccordionHeader>
        <AccordionPanel>
          <ValueList values={values} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
