/** The condition tree: react-querybuilder's logic under controls of our own. */

import * as DndKit from "@dnd-kit/core";
import { QueryBuilderDnD } from "@react-querybuilder/dnd";
import { createDndKitAdapter } from "@react-querybuilder/dnd/dnd-kit";
import { useMemo } from "react";
import { type Field, QueryBuilder, type RuleGroupType } from "react-querybuilder";
import type { FieldInfo } from "@/contract/types";
import { type DraftGroup, isGroup, newId } from "@/session/draft/model";
import { depthOf } from "../tree";
import { ConditionRow } from "./ConditionRow";
import type { EditorContext } from "./context";
import { GroupBox } from "./GroupBox";
import { Joint } from "./Joint";
import { SpokenDndContext } from "./SpokenDndContext";
import { SwitchButton } from "./SwitchButton";

const dnd = createDndKitAdapter({ ...DndKit, DndContext: SpokenDndContext });
// Given to the wrapper: it draws them within what can be dragged. Given to the builder itself, they would
// take the place of that.
const controls = {
  rule: ConditionRow,
  ruleGroup: GroupBox,
  combinatorSelector: Joint,
  muteRuleAction: SwitchButton,
  muteGroupAction: SwitchButton,
};
const flat = (next: RuleGroupType) => depthOf(next as unknown as DraftGroup) <= 2;

export interface ConditionTreeProps {
  context: EditorContext;
  /** `typing`: only a value is another one. */
  onChange(who: DraftGroup, typing: boolean): void;
}

export function ConditionTree({ context, onChange }: ConditionTreeProps) {
  const fields = useMemo(() => context.fields.map(asField), [context.fields]);
  return (
    <QueryBuilderDnD dnd={dnd} controlElements={controls}>
      <QueryBuilder
        query={context.root as unknown as RuleGroupType}
        onQueryChange={(query) => {
          const who = bare(query as unknown as DraftGroup);
          if (JSON.stringify(who) === JSON.stringify(context.root)) return;
          onChange(who, JSON.stringify(who, butValues) === JSON.stringify(context.root, butValues));
        }}
        fields={fields}
        getOperators={(_, { fieldData }) =>
          operatorsOf(fieldData).map((name) => ({ name, value: name, label: name }))
        }
        getDefaultField="department"
        getDefaultValue={() => ""}
        getDefaultOperator={(_, { fieldData }) => operatorsOf(fieldData)[0] ?? "equals"}
        idGenerator={newId}
        context={context}
        showCombinatorsBetweenRules
        showMuteButtons
        addRuleToNewGroups
        suppressStandardClassnames
        enableDragAndDrop
        onMoveGroup={(_group, _from, _to, _query, next) => flat(next as RuleGroupType)}
        onGroupRule={(_rule, _from, _to, _query, next) => flat(next as RuleGroupType)}
        onGroupGroup={() => false}
        onAddGroup={(_group, path) => path.length === 0}
      />
    </QueryBuilderDnD>
  );
}

/** Without what the query builder notes for itself, which is no change of the rule. */
function bare({ id, combinator, rules, muted }: DraftGroup): DraftGroup {
  const inner = rules.map((node) => {
    if (isGroup(node)) return bare(node);
    const { id, field, operator, value, muted } = node;
    return { id, field, operator, value, ...(muted && { muted }) };
  });
  return { id, combinator, rules: inner, ...(muted && { muted }) };
}

function butValues(key: string, value: unknown): unknown {
  return key === "value" ? undefined : value;
}

function asField({ name, ...info }: FieldInfo): Field {
  return { ...info, name, value: name, label: name };
}

/** None of a field that nobody knows, which a file may name. */
function operatorsOf(field: Field): string[] {
  return (field as Partial<FieldInfo>).operators ?? [];
}
