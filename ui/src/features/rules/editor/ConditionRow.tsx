/** One condition: field, comparison, value, how many it fits, and what is wrong with it. */

import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { type RuleProps, useRule } from "react-querybuilder";
import { AttributePicker } from "@/components/AttributePicker";
import {
  DeleteIcon,
  DragIcon,
  DuplicateIcon,
  MoreIcon,
  SwitchedOffIcon,
  SwitchedOnIcon,
} from "@/components/icons";
import { isTyping } from "@/components/useShortcut";
import { intoGroup, outOfGroup } from "../tree";
import styles from "./ConditionTree.module.css";
import { countAt, type EditorContext } from "./context";
import { MatchCount } from "./MatchCount";
import { OperatorPicker } from "./OperatorPicker";
import { Problems } from "./Problems";
import { isSwitchKey } from "./SwitchButton";
import { ValueEditor } from "./ValueEditor";
import { afterOperator } from "./values";

const negative = new Set(["not_equals", "not_contains", "not_in", "not_member_of"]);

export function ConditionRow(props: RuleProps) {
  const { t } = useTranslation();
  const rule = useRule(props);
  const { path, dndRef, dragRef, dragHandleAttributes, isOver, context, schema } = props;
  const { connection, fields, nodes, old } = context as EditorContext;
  const { field, operator, value, muted } = props.rule;
  const { muteRuleAction: Switch } = schema.controls;
  const info = fields.find(({ name }) => name === field);
  const people = countAt(nodes, path);
  const number = t("rules.condition", { number: path.map((at) => at + 1).join(".") });
  const remove = () => rule.removeRule();
  const keys = (event: KeyboardEvent) => {
    if (isSwitchKey(event)) {
      event.preventDefault();
      rule.toggleMuteRule();
      return;
    }
    if (event.key !== "Delete" || isTyping(event.target)) return;
    event.preventDefault();
    remove();
  };
  const chooseOperator = (next: string) => {
    rule.onChangeOperator(next);
    const fitting = afterOperator(next, value);
    if (fitting !== value) rule.onChangeValue(fitting);
  };

  return (
    <div
      ref={dndRef}
      className={[styles.condition, isOver && styles.over, rule.muted && styles.off]
        .filter(Boolean)
        .join(" ")}
      data-condition
    >
      <div
        className={styles.cells}
        role="group"
        aria-label={rule.muted ? t("rules.condition_is_off", { condition: number }) : number}
        onKeyDown={keys}
        onKeyDownCapture={goOn}
      >
        <span
          ref={dragRef}
          role="button"
          tabIndex={-1}
          {...dragHandleAttributes}
          aria-label={t("rules.drag_condition")}
          className={styles.handle}
        >
          <DragIcon />
        </span>
        <div className={styles.field} data-cell>
          <AttributePicker
            label={t("rules.field")}
            fields={fields}
            value={field}
            onChange={(name) => rule.onChangeField(name)}
          />
        </div>
        <div className={styles.operator} data-cell>
          <OperatorPicker operators={info?.operators ?? []} value={operator} onChange={chooseOperator} />
        </div>
        <div className={styles.value} data-cell>
          <ValueEditor
            connection={connection}
            field={field}
            kind={info?.kind ?? "text"}
            operator={operator}
            value={value}
            onChange={(next) => rule.onChangeValue(next)}
          />
        </div>
        <MatchCount people={people} old={old || Boolean(rule.muted)} />
        <div className={styles.actions}>
          <Switch
            path={path}
            level={path.length}
            schema={schema}
            ruleOrGroup={props.rule}
            handleOnClick={rule.toggleMuteRule}
          />
          <RowMenu
            inner={path.length > 1}
            off={Boolean(muted)}
            onSwitch={() => rule.toggleMuteRule()}
            onDuplicate={() => rule.cloneRule()}
            onInto={() => context.change(intoGroup(context.root, path))}
            onOut={() => context.change(outOfGroup(context.root, path))}
            onRemove={remove}
          />
        </div>
      </div>
      {muted && <p className={styles.hint}>{t("rules.counts_for_nothing")}</p>}
      <Problems context={context} path={path} />
      {people === 0 && !old && !rule.muted && !negative.has(operator) && value !== "" && (
        <p className={styles.hint}>{t("rules.nobody_yet")}</p>
      )}
      {negative.has(operator) && !rule.muted && <p className={styles.hint}>{t("rules.negative_hint")}</p>}
    </div>
  );
}

/** Enter takes what a list offers and goes on to the next cell, which may be another one then. */
function goOn({ key, ctrlKey, metaKey, target, currentTarget }: KeyboardEvent<HTMLElement>): void {
  if (key !== "Enter" || ctrlKey || metaKey || !(target instanceof HTMLElement)) return;
  const cells = () => [...currentTarget.querySelectorAll("[data-cell]")];
  const at = cells().findIndex((cell) => cell.contains(target));
  if (at < 0 || target.getAttribute("aria-expanded") !== "true") return;
  setTimeout(() => cells()[at + 1]?.querySelector<HTMLElement>("input, button")?.focus());
}

interface RowMenuProps {
  /** The condition stands in a group. */
  inner: boolean;
  off: boolean;
  onSwitch(): void;
  onDuplicate(): void;
  onInto(): void;
  onOut(): void;
  onRemove(): void;
}

function RowMenu({ inner, off, onSwitch, onDuplicate, onInto, onOut, onRemove }: RowMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" size="small" icon={<MoreIcon />} aria-label={t("rules.condition_more")} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<DuplicateIcon />} onClick={onDuplicate}>
            {t("rules.duplicate")}
          </MenuItem>
          <MenuItem icon={off ? <SwitchedOnIcon /> : <SwitchedOffIcon />} onClick={onSwitch}>
            {t(off ? "rules.turn_on" : "rules.turn_off")}
          </MenuItem>
          {inner ? (
            <MenuItem onClick={onOut}>{t("rules.out_of_group")}</MenuItem>
          ) : (
            <MenuItem onClick={onInto}>{t("rules.into_group")}</MenuItem>
          )}
          <MenuItem icon={<DeleteIcon />} onClick={onRemove}>
            {t("rules.remove_condition")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
