/** Every field of the list with its source; a row opens beside the table to be changed. */

import { Badge, Button, Text } from "@fluentui/react-components";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moveByArrows } from "@/components/moveByArrows";
import type { Field, FieldMapping } from "@/contract/types";
import { useWords } from "@/i18n/words";
import type { DraftEditing } from "@/session/draft/useDraft";
import { FieldPanel } from "./FieldPanel";
import { isRare, shownFields } from "./fields";
import styles from "./Mapping.module.css";
import { SampleBar } from "./SampleBar";
import { SampleCells } from "./SampleCells";
import { useOriginWords } from "./useOriginWords";
import { hasSamples, type Sample } from "./useSample";

export interface FieldTableProps {
  editing: DraftEditing;
  sample: Sample;
}

export function FieldTable({ editing, sample }: FieldTableProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<Field>();
  const [all, showAll] = useState(false);
  const { mapping } = editing.draft;
  const fields = shownFields(mapping);
  const rare = fields.filter(isRare);
  const shown = all ? fields : fields.filter((field) => !isRare(field));
  const sampled = hasSamples(sample) ? sample : undefined;
  return (
    <>
      <SampleBar sample={sample} />
      <div className={styles.content}>
        <div className={styles.scroller} data-region>
          <table
            className={styles.table}
            aria-label={t("mapping.table")}
            aria-busy={sample.old}
            onKeyDown={moveByArrows}
          >
            <thead>
              <tr>
                <th scope="col">{t("mapping.field")}</th>
                <th scope="col">{t("mapping.from")}</th>
                {sampled && <th scope="col">{t("mapping.sample")}</th>}
                {sampled && (
                  <th scope="col" className={styles.few}>
                    {t("mapping.filled")}
                  </th>
                )}
                <th scope="col">{t("mapping.handling")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((field) => (
                <Row
                  key={field}
                  field={field}
                  mapping={mapping[field]}
                  sample={sampled}
                  broken={editing.problems.some(({ params }) => params.rule === `mapping.${field}`)}
                  selected={field === open}
                  onOpen={() => setOpen(field)}
                />
              ))}
            </tbody>
          </table>
          <Button appearance="subtle" onClick={() => showAll(!all)} aria-expanded={all}>
            {all ? t("mapping.fewer") : t("mapping.more", { count: rare.length })}
          </Button>
          <Text block size={200} className={styles.quiet}>
            {t("mapping.email_hint")}
          </Text>
        </div>
        {open && (
          <FieldPanel
            key={open}
            field={open}
            editing={editing}
            sample={sample}
            onClose={() => setOpen(undefined)}
          />
        )}
      </div>
    </>
  );
}

interface RowProps {
  field: Field;
  mapping: FieldMapping | undefined;
  /** Undefined where there is nobody to show. */
  sample: Sample | undefined;
  broken: boolean;
  selected: boolean;
  onOpen(): void;
}

function Row({ field, mapping, sample, broken, selected, onOpen }: RowProps) {
  const { t } = useTranslation();
  const words = useWords();
  const says = useOriginWords();
  if (!mapping) return null;
  const name = words.field(field);
  return (
    <tr className={selected ? styles.selected : undefined} onClick={onOpen}>
      <th scope="row">
        <button
          type="button"
          data-line
          className={styles.open}
          aria-label={t("mapping.edit", { field: name })}
          aria-expanded={selected}
          onClick={onOpen}
        >
          {name}
        </button>
      </th>
      <td className={styles.from}>
        {says(mapping.from)}
        {broken && (
          <Badge appearance="tint" color="danger">
            {t("rules.problem_here")}
          </Badge>
        )}
      </td>
      {sample && <SampleCells field={field} sample={sample} />}
      <td>
        <Handling mapping={mapping} />
      </td>
    </tr>
  );
}

function Handling({ mapping: { transform, when_empty, wins } }: { mapping: FieldMapping }) {
  const { t } = useTranslation();
  const said = [
    transform !== "none" && t(`mapping.transforms.${transform}`),
    when_empty === "keep" && t("mapping.short.keep"),
    wins !== "source" && t(`mapping.short.${wins}`),
  ].filter((text) => text !== false);
  return (
    <span className={styles.badges}>
      {said.map((text) => (
        <Badge key={text} appearance="outline">
          {text}
        </Badge>
      ))}
    </span>
  );
}
