/** The rules in their order, with everyone else as the fixed last line. */

import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SearchField } from "@/components/SearchField";
import { isBroken, isOpen } from "@/session/draft/problems";
import type { DraftEditing } from "@/session/draft/useDraft";
import type { Counting } from "@/session/draft/useRulePreview";
import { plainly, ruleSentence, type Speaker } from "../sentence";
import { everyoneElse, type RuleActions } from "../useRuleActions";
import { LastLine } from "./LastLine";
import styles from "./RuleList.module.css";
import { RuleRow } from "./RuleRow";
import { useDragWords } from "./useDragWords";

export interface RuleListProps {
  editing: DraftEditing;
  counting: Counting;
  speaker: Speaker;
  selected: string;
  actions: RuleActions;
}

/** From here on a list is searched rather than read. */
const manyRules = 50;

export function RuleList({ editing, counting, speaker, selected, actions }: RuleListProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const { rules, otherwise } = editing.draft;
  const sensors = useSensors(
    // A click is no drag: only a few pixels of movement are.
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const accessibility = useDragWords(rules);
  const drop = ({ active, over }: DragEndEvent) => {
    const rule = rules.find(({ id }) => id === active.id);
    const to = rules.findIndex(({ id }) => id === over?.id);
    if (rule && to >= 0 && over?.id !== active.id) actions.move(rule, to);
  };
  const needle = rules.length > manyRules ? search.trim().toLowerCase() : "";
  const shown = rules.filter(
    ({ name, who, then }) =>
      !needle || `${name} ${plainly(ruleSentence(speaker, who, then))}`.toLowerCase().includes(needle),
  );

  return (
    <section className={styles.list} aria-label={t("rules.list")} data-region>
      {rules.length > manyRules && (
        <SearchField label={t("rules.search")} value={search} onChange={setSearch} />
      )}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={accessibility}
        onDragEnd={drop}
      >
        <SortableContext items={shown} strategy={verticalListSortingStrategy}>
          <ol className={styles.rows}>
            {shown.map((rule) => {
              const index = rules.indexOf(rule);
              return (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  index={index}
                  last={index === rules.length - 1}
                  movable={needle === ""}
                  count={counting.preview?.rules[index]}
                  counting={counting}
                  broken={isBroken(counting.preview?.problems ?? [], rule, index)}
                  open={isOpen(counting.preview, rules, index)}
                  speaker={speaker}
                  selected={rule.id === selected}
                  actions={actions}
                />
              );
            })}
          </ol>
        </SortableContext>
      </DndContext>
      {needle && shown.length === 0 && <p className={styles.none}>{t("rules.none_found", { search })}</p>}
      <LastLine
        then={otherwise}
        speaker={speaker}
        counting={counting}
        selected={selected === everyoneElse}
        onSelect={() => actions.select(everyoneElse)}
      />
      <span role="status" className="visually-hidden">
        {actions.said}
      </span>
    </section>
  );
}
