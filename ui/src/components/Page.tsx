/** The frame of a screen: heading, one line below it, actions at the right, then the content. */

import { Subtitle1, Text } from "@fluentui/react-components";
import type { ReactNode } from "react";
import styles from "./Page.module.css";

export interface PageProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  /** `fill`: the content takes the rest of the window and scrolls by itself (tables). */
  fill?: boolean;
  children: ReactNode;
}

export function Page({ title, hint, actions, fill, children }: PageProps) {
  return (
    <div className={fill ? styles.fill : styles.page}>
      <header className={styles.header}>
        <div className={styles.words}>
          <Subtitle1 as="h1" block>
            {title}
          </Subtitle1>
          {hint && (
            <Text block className={styles.hint}>
              {hint}
            </Text>
          )}
        </div>
        <div className={styles.actions}>{actions}</div>
      </header>
      {children}
    </div>
  );
}
