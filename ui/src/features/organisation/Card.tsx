/** What a box of a chart says. */

import { Badge, Caption1, Text } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n/format";
import styles from "./Organisation.module.css";

export interface CardProps {
  title: string;
  subtitle?: string | null;
  note?: string | null;
  /** How many stand below. */
  count?: number;
}

export function Card({ title, subtitle, note, count }: CardProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <span className={styles.card}>
      <span className={styles.words}>
        <Text weight="semibold" truncate wrap={false} title={title}>
          {title}
        </Text>
        {subtitle && (
          <Caption1 truncate wrap={false} title={subtitle} className={styles.quiet}>
            {subtitle}
          </Caption1>
        )}
        {note && (
          <Caption1 truncate wrap={false} title={note} className={styles.quiet}>
            {note}
          </Caption1>
        )}
      </span>
      {count ? (
        <Badge appearance="tint" color="informative" aria-label={t("organisation.below", { count })}>
          {number(count)}
        </Badge>
      ) : null}
    </span>
  );
}
