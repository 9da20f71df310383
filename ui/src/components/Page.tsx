/** The frame of a screen: heading, one line below it, actions at the right, then the content. */

import { Subtitle1, Subtitle2, Text } from "@fluentui/react-components";
import { createContext, type ReactNode, use } from "react";
import styles from "./Page.module.css";

export interface PageProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  /** `fill`: the content takes the rest of the window and scrolls by itself (tables). */
  fill?: boolean;
  children: ReactNode;
}

const WithinPage = createContext(false);

/** Inside of another page it is a part of that one, with a heading below the other's. */
export function Page({ title, hint, actions, fill, children }: PageProps) {
  const within = use(WithinPage);
  const Heading = within ? Subtitle2 : Subtitle1;
  return (
    <WithinPage value>
      <div className={within ? styles.within : fill ? styles.fill : styles.page}>
        <header className={styles.header}>
          <div className={styles.words}>
            <Heading as={within ? "h2" : "h1"} block>
              {title}
            </Heading>
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
    </WithinPage>
  );
}
