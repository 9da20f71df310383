/** What is asked for, permission by permission, beside what never happens. */

import { Body1Strong } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import styles from "./ConnectWizard.module.css";

const asked = [
  ["users", "User.Read.All"],
  ["groups", "GroupMember.Read.All"],
  ["stay", "offline_access"],
  ["self", "openid profile User.Read"],
] as const;
const never = ["change", "mail", "send"] as const;

export function Promises() {
  const { t } = useTranslation();
  return (
    <div className={styles.promises}>
      <section className={styles.promise} aria-label={t("wizard.ask")}>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t("wizard.ask")}
        </Body1Strong>
        <ul>
          {asked.map(([name, scopes]) => (
            <li key={name}>
              {t(`wizard.ask_${name}`)}
              <small>
                <code>{scopes}</code>
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.promise} aria-label={t("wizard.never")}>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t("wizard.never")}
        </Body1Strong>
        <ul>
          {never.map((name) => (
            <li key={name}>{t(`wizard.never_${name}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}
