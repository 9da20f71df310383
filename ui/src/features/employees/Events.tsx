/** What the latest runs did to one person, and why. */

import { Link } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { FieldChanges } from "@/components/FieldChanges";
import type { EmployeeEvent } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";
import { useNavigation } from "@/session/navigation";
import { PanelHeading } from "./EmployeePanel";
import styles from "./EmployeesScreen.module.css";

export function Events({ events }: { events: EmployeeEvent[] }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const words = useWords();
  const { go } = useNavigation();
  if (events.length === 0) return null;
  return (
    <section>
      <PanelHeading>{t("employees.history")}</PanelHeading>
      <ol className={styles.events}>
        {events.map(({ run, at, kind, reason, fields }) => (
          <li key={`${run}/${kind}`}>
            <Link as="button" onClick={() => go("history", { run })}>
              <time dateTime={at}>{dateTime(at)}</time>
            </Link>
            <span className={styles.event}>{t(`done.${kind}`)}</span>
            <p>{words.reason(reason, kind)}</p>
            {kind === "update" && <FieldChanges changes={fields} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
