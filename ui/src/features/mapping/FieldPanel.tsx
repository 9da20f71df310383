/** How one field is filled: its source, what is done to the value, and who wins. */

import {
  Button,
  Dropdown,
  Input,
  Field as Labelled,
  Option,
  Radio,
  RadioGroup,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { RestoreIcon } from "@/components/icons";
import { SidePanel } from "@/components/SidePanel";
import type { Field, FieldMapping, Transform } from "@/contract/types";
import { useWords } from "@/i18n/words";
import type { DraftEditing } from "@/session/draft/useDraft";
import styles from "./Mapping.module.css";
import { itemsOf, kindOf, type OriginKind, originOf } from "./origin";
import { FieldSample } from "./SampleCells";
import { Sources } from "./Sources";
import type { Sample } from "./useSample";

export interface FieldPanelProps {
  field: Field;
  editing: DraftEditing;
  sample: Sample;
  onClose(): void;
}

const kinds: OriginKind[] = ["fields", "template", "nothing"];
const transforms: Transform[] = ["none", "trim", "upper", "lower", "title", "phone_e164", "first"];
/** Transforms that may do harm say so. */
const risky = ["upper", "lower", "title", "phone_e164", "first"] as const;
type Risky = (typeof risky)[number];

export function FieldPanel({ field, editing, sample, onClose }: FieldPanelProps) {
  const { t } = useTranslation();
  const words = useWords();
  const mapping = editing.draft.mapping[field];
  if (!mapping) return null;
  const original = editing.default_mapping[field];
  const put = (next: FieldMapping, key?: string) =>
    editing.edit(
      (latest) => ({ ...latest, mapping: { ...latest.mapping, [field]: next } }),
      key && `mapping.${field}.${key}`,
    );
  const change = (part: Partial<FieldMapping>, key?: string) => put({ ...mapping, ...part }, key);
  const risk = risky.find((name) => name === mapping.transform) as Risky | undefined;
  const problem = editing.problems.find(({ params }) => params.rule === `mapping.${field}`);
  const isDefault = JSON.stringify(mapping) === JSON.stringify(original);

  return (
    <SidePanel title={words.field(field)} onClose={onClose}>
      <div className={styles.panel}>
        <FieldSample field={field} sample={sample} />
        <Origin mapping={mapping} original={original} editing={editing} onChange={change} />
        {problem && <p className={styles.problem}>{words.problem(problem.code, problem.params)}</p>}
        <Labelled label={t("mapping.transform")} hint={risk && t(`mapping.risk.${risk}`)}>
          <Dropdown
            value={t(`mapping.transforms.${mapping.transform}`)}
            selectedOptions={[mapping.transform]}
            onOptionSelect={(_, { optionValue }) => change({ transform: optionValue as Transform })}
          >
            {transforms.map((name) => (
              <Option key={name} value={name}>
                {t(`mapping.transforms.${name}`)}
              </Option>
            ))}
          </Dropdown>
        </Labelled>
        <Labelled label={t("mapping.when_empty")}>
          <RadioGroup
            value={mapping.when_empty}
            onChange={(_, { value }) => change({ when_empty: value as FieldMapping["when_empty"] })}
          >
            <Radio value="clear" label={t("mapping.empty.clear")} />
            <Radio value="keep" label={t("mapping.empty.keep")} />
          </RadioGroup>
        </Labelled>
        <Labelled label={t("mapping.wins")} hint={t("mapping.pinned")}>
          <RadioGroup
            value={mapping.wins}
            onChange={(_, { value }) => change({ wins: value as FieldMapping["wins"] })}
          >
            <Radio value="source" label={t("mapping.win.source")} />
            <Radio value="if_empty" label={t("mapping.win.if_empty")} />
            <Radio value="first_import" label={t("mapping.win.first_import")} />
          </RadioGroup>
        </Labelled>
        {original && (
          <Button icon={<RestoreIcon />} disabled={isDefault} onClick={() => put(original)}>
            {t("mapping.reset")}
          </Button>
        )}
      </div>
    </SidePanel>
  );
}

interface OriginProps {
  mapping: FieldMapping;
  original: FieldMapping | undefined;
  editing: DraftEditing;
  onChange(part: Partial<FieldMapping>, key?: string): void;
}

function Origin({ mapping: { from }, original, editing, onChange }: OriginProps) {
  const { t } = useTranslation();
  const kind = kindOf(from);
  const begin = (next: OriginKind) => {
    const first = itemsOf(original?.from ?? "displayName")[0] ?? "displayName";
    if (next === "nothing") return onChange({ from: [] });
    onChange({ from: next === "template" ? "{givenName} {surname}" : first });
  };
  return (
    <>
      <Labelled label={t("mapping.source_kind")}>
        <Dropdown
          value={t(`mapping.as_${kind}`)}
          selectedOptions={[kind]}
          onOptionSelect={(_, { optionValue }) => begin(optionValue as OriginKind)}
        >
          {kinds.map((name) => (
            <Option key={name} value={name}>
              {t(`mapping.as_${name}`)}
            </Option>
          ))}
        </Dropdown>
      </Labelled>
      {kind === "template" && (
        <Labelled label={t("mapping.template")} hint={t("mapping.template_hint")}>
          <Input
            className={styles.code}
            spellCheck={false}
            value={itemsOf(from)[0] ?? ""}
            onChange={(_, { value }) => onChange({ from: value }, "template")}
          />
        </Labelled>
      )}
      {kind === "fields" && (
        <Sources
          fields={editing.fields}
          items={itemsOf(from)}
          onChange={(items) => onChange({ from: originOf(items) })}
        />
      )}
    </>
  );
}
