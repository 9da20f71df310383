/** A text in a table cell: in two lines where one is too short, and whole as a tooltip where both are. */

import { type MouseEvent, type ReactNode, useCallback } from "react";
import styles from "./TwoLines.module.css";

export function TwoLines({ text, children }: { text: string; children?: ReactNode }) {
  const tell = useCallback(
    ({ currentTarget: shown }: MouseEvent<HTMLElement>) => {
      const cut = shown.scrollHeight > shown.clientHeight || shown.scrollWidth > shown.clientWidth;
      shown.title = cut ? text : "";
    },
    [text],
  );
  return (
    <span className={styles.frame}>
      <span className={styles.lines} onMouseEnter={tell}>
        {children ?? text}
      </span>
    </span>
  );
}

/** An address, broken behind its sign rather than anywhere. */
export function Address({ email }: { email: string }) {
  const at = email.lastIndexOf("@") + 1;
  return (
    <TwoLines text={email}>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </TwoLines>
  );
}
