/** One rule in the list: number, name, sentence, how many it decides, on or off. */

import { useSortable } from "@dnd-kit/sortable";
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Switch,
} from "@fluentui/react-components";
import type { CSSProperties, KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import {
  DeleteIcon,
  DownIcon,
  DragIcon,
  DuplicateIcon,
  MoreIcon,
  UpIcon,
  WarningIcon,
} from "@/components/icons";
import { isTyping } from "@/components/useShortcut";
import type { RuleCount } from "@/contract/types";
import type { DraftRule } from "@/session/draft/model";
import type { Counting } from "@/session/draft/useRulePreview";
import { PeopleCount } from "../PeopleCount";
import { Sentence } from "../Sentence";
import { placeSentence, type Speaker, whoSentence } from "../sentence";
import type { RuleActions } from "../useRuleActions";
import styles from "./RuleList.module.css";

export interface RuleRowProps {
  rule: DraftRule;
  index: number;
  last: boolean;
  movable: boolean;
  count: RuleCount | undefined;
  counting: Counting;
  broken: boolean;
  /** See {@link PeopleCount}. */
  open: boolean;
  speaker: Speaker;
  selected: boolean;
  actions: RuleActions;
}

export function RuleRow(props: RuleRowProps) {
  const { rule, index, movable, count, counting, broken, open, speaker, selected, actions } = props;
  const { t } = useTranslation();
  const { name, enabled } = rule;
  const sortable = useSortable({ id: rule.id, disabled: !movable });
  const { transform, transition, isDragging, setNodeRef, setActivatorNodeRef } = sortable;
  const style: CSSProperties = {
    transform: transform ? `translateY(${Math.round(transform.y)}px)` : undefined,
    transition,
    zIndex: isDragging ? 1 : undefined,
  };
  const keys = (event: KeyboardEvent) => {
    const act = keyOf(
      event,
      () => actions.move(rule, index - 1),
      () => actions.move(rule, index + 1),
      () => actions.remove(rule),
    );
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <li
      ref={setNodeRef}
      style={style}
      className={[styles.row, selected && styles.selected, !enabled && styles.off].filter(Boolean).join(" ")}
      onKeyDown={keys}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={styles.handle}
        {...sortable.attributes}
        {...sortable.listeners}
        aria-label={t("rules.drag", { name })}
        disabled={!movable}
      >
        <DragIcon />
      </button>
      <button
        type="button"
        className={styles.open}
        aria-current={selected ? "true" : undefined}
        onClick={() => actions.select(rule.id)}
      >
        <span className={styles.title}>
          <span className={styles.number}>{index + 1}</span>
          <strong className={styles.name}>{name || t("rules.name_missing")}</strong>
          {broken && <WarningIcon className={styles.warning} aria-label={t("rules.problem_here")} />}
        </span>
        <span className={styles.sentence}>
          <Sentence text={whoSentence(speaker, rule.who)} />
        </span>
        <span className={styles.facts}>
          {enabled ? (
            <PeopleCount people={count?.deciding} counting={counting} open={open} />
          ) : (
            t("rules.off")
          )}
          <span>
            <Sentence text={placeSentence(speaker, rule.then)} />
          </span>
        </span>
      </button>
      <span className={styles.controls}>
        <Switch
          aria-label={t("rules.on", { name })}
          checked={enabled}
          onChange={(_, { checked }) => actions.change(rule.id, { enabled: checked })}
        />
        <RowMenu {...props} />
      </span>
    </li>
  );
}

function RowMenu({ rule, index, last, movable, actions }: RuleRowProps) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<MoreIcon />}
          aria-label={t("rules.more", { name: rule.name })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem
            icon={<UpIcon />}
            disabled={index === 0 || !movable}
            onClick={() => actions.move(rule, index - 1)}
          >
            {t("rules.up")}
          </MenuItem>
          <MenuItem
            icon={<DownIcon />}
            disabled={last || !movable}
            onClick={() => actions.move(rule, index + 1)}
          >
            {t("rules.down")}
          </MenuItem>
          <MenuItem icon={<DuplicateIcon />} onClick={() => actions.duplicate(rule)}>
            {t("rules.duplicate")}
          </MenuItem>
          <MenuItem icon={<DeleteIcon />} onClick={() => actions.remove(rule)}>
            {t("rules.delete")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Alt with the arrows moves, Del removes. */
function keyOf(event: KeyboardEvent, up: () => void, down: () => void, remove: () => void) {
  if (event.altKey && event.key === "ArrowUp") return up;
  if (event.altKey && event.key === "ArrowDown") return down;
  return event.key === "Delete" && !isTyping(event.target) ? remove : undefined;
}
