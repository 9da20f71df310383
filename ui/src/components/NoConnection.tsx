/** A screen about a connection, while there is none. */

import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "./EmptyState";

export interface NoConnectionProps {
  icon: ReactNode;
  title: string;
  text: string;
  onConnections(): void;
}

export function NoConnection({ icon, title, text, onConnections }: NoConnectionProps) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={icon}
      title={title}
      text={text}
      actions={
        <Button appearance="primary" onClick={onConnections}>
          {t("preview.to_connections")}
        </Button>
      }
    />
  );
}
