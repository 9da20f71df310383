/** Turns a condition or a group off, so that it counts for nothing, and on again. */

import { Button } from "@fluentui/react-components";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ActionProps } from "react-querybuilder";
import { SwitchedOffIcon, SwitchedOnIcon } from "@/components/icons";

export function SwitchButton({ ruleOrGroup, handleOnClick }: ActionProps) {
  const { t } = useTranslation();
  const off = Boolean(ruleOrGroup.muted);
  const group = "rules" in ruleOrGroup;
  const label = off
    ? t(group ? "rules.group_on" : "rules.turn_on")
    : t(group ? "rules.group_off" : "rules.turn_off");
  return (
    <Button
      size="small"
      appearance="subtle"
      icon={off ? <SwitchedOffIcon /> : <SwitchedOnIcon />}
      aria-label={label}
      title={label}
      onClick={() => handleOnClick()}
    />
  );
}

/** Ctrl+Shift+X, the key that strikes text out elsewhere. */
export function isSwitchKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "x" && shiftKey && !altKey && (ctrlKey || metaKey);
}
