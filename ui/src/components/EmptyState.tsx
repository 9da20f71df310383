/** What a screen shows when there is nothing to show: what it is for, and what to do first. */

import { Subtitle2 } from "@fluentui/react-components";
import type { ReactNode } from "react";
import styles from "./EmptyState.module.css";

export interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

export function EmptyState({ icon, title, text, actions, children }: EmptyStateProps) {
  return (
    <section className={styles.empty} aria-label={title}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <Subtitle2 as="h2" block>
        {title}
      </Subtitle2>
      {text && <div className={styles.text}>{text}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
      {children}
    </section>
  );
}
