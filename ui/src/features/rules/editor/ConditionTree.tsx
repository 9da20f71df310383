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

const dnd = createDndKitAdapter({ ...DndKit, DndContext: SpokenDndContext });
// Given to the wrapper: it draws them within what can be dragged. Given to the builder itself, they would
// take the place of that.
const controls = { rule: ConditionRow, ruleGroup: GroupBox, combinatorSelector: Joint };
const flat = (next: RuleGroupType) => depthOf(next as unknown as DraftGroup) <= 2;

export interface ConditionTreeProps {
  context: EditorContext;
  onChange(who: DraftGroup): void;
}

export function ConditionTree({ context, onChange }: ConditionTreeProps) {
  const fields = useMemo(() => context.fields.map(asField), [context.fields]);
  return (
    <QueryBuilderDnD dnd={dnd} controlElements={controls}>
      <QueryBuilder
        query={context.root as unknown as RuleGroupType}
        onQueryChange={(query) => {
          const who = bare(query as unknown as DraftGroup);
          if (JSON.stringify(who) !== JSON.stringify(context.root)) onChange(who);
        }}
        fields={fields}
        getOperators={(_, { fieldData }) => operatorsOf(fieldData as unknown as FieldInfo)}
        getDefaultField="department"
        getDefaultValue={() => ""}
        getDefaultOperator={(_, { fieldData }) =>
          (fieldData as unknown as FieldInfo).operators[0] ?? "equals"
        }
        idGenerator={newId}
        context={context}
        showCombinatorsBetweenRules
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
function bare({ id, combinator, rules }: DraftGroup): DraftGroup {
  const inner = rules.map((node) => {
    if (isGroup(node)) return bare(node);
    return { id: node.id, field: node.field, operator: node.operator, value: node.value };
  });
  return { id, combinator, rules: inner };
}

function asField({ name, ...info }: FieldInfo): Field {
  return { ...info, name, value: name, label: name };
}

function operatorsOf({ operators }: FieldInfo) {
  return operators.map((name) => ({ name, value: name, label: name }));
}
