/** Details beside a table: a column where there is room, over the table where there is not. */

import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  InlineDrawer,
  OverlayDrawer,
} from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { CloseIcon } from "./icons";
import styles from "./SidePanel.module.css";
import { useMedia } from "./useMedia";
import { useShortcut } from "./useShortcut";

export interface SidePanelProps {
  title: string;
  onClose(): void;
  children: ReactNode;
}

const narrow = "(max-width: 960px)";

export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useTranslation();
  const overlay = useMedia(narrow);
  const trigger = useFocusReturn();
  const close = () => {
    onClose();
    trigger();
  };
  useShortcut("Escape", close, !overlay);

  const content = (
    <>
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: "h2", className: styles.title }}
          action={
            <Button appearance="subtle" aria-label={t("common.close")} icon={<CloseIcon />} onClick={close} />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody tabIndex={0} className={styles.body}>
        {children}
      </DrawerBody>
    </>
  );
  return overlay ? (
    <OverlayDrawer open position="end" onOpenChange={close} aria-label={title} className={styles.overlay}>
      {content}
    </OverlayDrawer>
  ) : (
    <InlineDrawer
      open
      position="end"
      separator
      as="aside"
      aria-label={title}
      className={styles.panel}
      data-region
    >
      {content}
    </InlineDrawer>
  );
}

/** Remembers what had the focus when the panel opened, to give it back. */
function useFocusReturn(): () => void {
  // As the panel is made: once it stands, what is typed into may have taken the focus.
  const [before] = useState(() => document.activeElement);
  return () => {
    if (before instanceof HTMLElement) before.focus();
  };
}
