/** A failure in the one pattern: what happened, what it means for the data, one action, details. */

import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Popover,
  PopoverSurface,
  PopoverTrigger,
} from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type ErrorAction, errorTable } from "@/contract/errors";
import type { Failure } from "@/contract/types";
import { detailLines, useWords } from "@/i18n/words";
import { CopyButton } from "./CopyButton";
import styles from "./FailureMessage.module.css";

export interface FailureMessageProps {
  failure: Failure;
  /** What this place can do about it; only what helps with this failure is offered. */
  actions?: Partial<Record<ErrorAction, () => void>>;
  /** It takes the place of what had the focus, if anything had: its button gets it. */
  leads?: boolean;
  /** A way out that is more than a button. */
  children?: ReactNode;
}

export function FailureMessage({ failure, actions = {}, leads = false, children }: FailureMessageProps) {
  const { t } = useTranslation();
  const words = useWords().failure(failure);
  const { severity, action } = errorTable[failure.code];
  const act = actions[action];
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (leads && document.activeElement === document.body) button.current?.focus();
  }, [leads]);
  return (
    <MessageBar
      intent={severity}
      layout="multiline"
      politeness={severity === "error" ? "assertive" : "polite"}
    >
      <MessageBarBody>
        <MessageBarTitle>{words.what}</MessageBarTitle> {words.data} {words.next}
      </MessageBarBody>
      <MessageBarActions>
        {children}
        {act && action !== "none" && (
          <Button ref={button} onClick={act}>
            {t(`action.${action}`, { name: failure.params.name })}
          </Button>
        )}
        {failure.details && <Details failure={failure} />}
      </MessageBarActions>
    </MessageBar>
  );
}

function Details({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const lines = detailLines(failure.code, failure.details);
  const text = lines.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <Popover trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button appearance="transparent">{t("details.title")}</Button>
      </PopoverTrigger>
      <PopoverSurface aria-label={t("details.title")}>
        <dl className={styles.details}>
          {lines.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`details.${name as "code"}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <CopyButton text={text} label={t("details.copy")} />
      </PopoverSurface>
    </Popover>
  );
}
