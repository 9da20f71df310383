/** A group of conditions: a box that says whether all or any of them have to hold. */

import { Button, Dropdown, Option } from "@fluentui/react-components";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { RuleGroupBodyComponents, type RuleGroupProps, useRuleGroup } from "react-querybuilder";
import { AddIcon, ConditionGroupIcon, DeleteIcon, DragIcon } from "@/components/icons";
import styles from "./ConditionTree.module.css";
import { countAt, type EditorContext } from "./context";
import { MatchCount } from "./MatchCount";
import { Problems } from "./Problems";
import { isSwitchKey } from "./SwitchButton";

export function GroupBox(props: RuleGroupProps) {
  const { t } = useTranslation();
  const group = useRuleGroup(props);
  const box = useRef<HTMLDivElement>(null);
  const { path, previewRef, dropRef, dragRef, dragHandleAttributes, isOver, schema } = props;
  const { muteGroupAction: Switch } = schema.controls;
  const { nodes, old } = props.context as EditorContext;
  const inner = path.length > 0;
  const { muted } = props.ruleGroup;
  const name = t(inner ? "rules.group" : "rules.who");
  const combinator = (group.ruleGroup as { combinator?: string }).combinator ?? "and";
  const add = (kind: "addRule" | "addGroup") => {
    group[kind]();
    focusLast(box);
  };
  const keys = (event: KeyboardEvent) => {
    if (inner && isSwitchKey(event) && !event.defaultPrevented) {
      event.preventDefault();
      group.toggleMuteGroup();
      return;
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    // Groups hold conditions only: a group is always added to the root.
    if (event.shiftKey && inner) return;
    event.preventDefault();
    add(event.shiftKey ? "addGroup" : "addRule");
  };

  return (
    <div
      ref={previewRef}
      className={[inner ? styles.group : styles.root, muted && styles.off].filter(Boolean).join(" ")}
    >
      <div
        ref={box}
        role="group"
        aria-label={muted ? t("rules.group_is_off", { group: name }) : name}
        onKeyDown={keys}
        className={isOver ? styles.over : undefined}
      >
        <div className={styles.head} ref={dropRef}>
          {inner && (
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
          )}
          <Dropdown
            size="small"
            aria-label={t("rules.combine")}
            className={styles.combinator}
            value={t(combinator === "or" ? "rules.any_of" : "rules.all_of")}
            selectedOptions={[combinator]}
            onOptionSelect={(_, { optionValue }) => group.onCombinatorChange(optionValue)}
          >
            <Option value="and">{t("rules.all_of")}</Option>
            <Option value="or">{t("rules.any_of")}</Option>
          </Dropdown>
          <span className={styles.space} />
          {inner && <MatchCount people={countAt(nodes, path)} old={old || Boolean(muted)} />}
          {inner && (
            <Switch
              path={path}
              level={path.length}
              schema={schema}
              ruleOrGroup={props.ruleGroup}
              handleOnClick={group.toggleMuteGroup}
            />
          )}
          {inner && (
            <Button
              size="small"
              appearance="subtle"
              icon={<DeleteIcon />}
              aria-label={t("rules.remove_group")}
              title={t("rules.remove_group")}
              onClick={() => group.removeGroup()}
            />
          )}
        </div>
        {muted && <p className={styles.hint}>{t("rules.group_counts_for_nothing")}</p>}
        <div className={styles.body}>
          <RuleGroupBodyComponents {...group} />
        </div>
        <Problems context={props.context} path={path} />
        <div className={styles.foot}>
          <Button size="small" appearance="subtle" icon={<AddIcon />} onClick={() => add("addRule")}>
            {t("rules.add_condition")}
          </Button>
          {!inner && (
            <Button
              size="small"
              appearance="subtle"
              icon={<ConditionGroupIcon />}
              onClick={() => add("addGroup")}
            >
              {t("rules.add_group")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}

/** What was added gets the focus: its field is chosen next. */
function focusLast(box: { current: HTMLDivElement | null }): void {
  setTimeout(() => {
    const rows = box.current?.querySelectorAll<HTMLElement>("[data-condition] input");
    const conditions = box.current?.querySelectorAll<HTMLElement>("[data-condition]");
    const last = conditions?.[conditions.length - 1]?.querySelector<HTMLElement>("input");
    (last ?? rows?.[0])?.focus();
  });
}
