/** A few people by name and address, and how many more there are. */

import { useTranslation } from "react-i18next";
import type { DirectoryPerson } from "@/contract/types";
import styles from "./PeopleList.module.css";

export function PeopleList({ people, total }: { people: DirectoryPerson[]; total: number }) {
  const { t } = useTranslation();
  const more = total - people.length;
  return (
    <ul className={styles.people}>
      {people.map(({ object_id, name, email }) => (
        <li key={object_id}>
          <span className={styles.name}>{name || email || object_id}</span>
          {email && <span className={styles.email}>{email}</span>}
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{t("rules.and_more", { count: more })}</li>}
    </ul>
  );
}
