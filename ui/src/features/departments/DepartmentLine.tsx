/** One department: its name at its level, a bar, and its people, a click away. */

import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n/format";
import { useNavigation } from "@/session/navigation";
import styles from "./Departments.module.css";
import type { Line } from "./outline";

export interface DepartmentLineProps {
  line: Line;
  /** People of the largest department: the longest bar. */
  most: number;
}

export function DepartmentLine({ line, most }: DepartmentLineProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { go } = useNavigation();
  const { path, people, own } = line;
  return (
    <tr>
      <th scope="row" className={styles.name} data-level={line.level}>
        <button
          type="button"
          className={styles.link}
          aria-label={t("departments.show_people", { department: path })}
          disabled={people === 0}
          onClick={() => go("employees", { department: path })}
        >
          {line.name}
        </button>
      </th>
      <td className={styles.share} aria-hidden>
        <svg className={styles.bars} width="100%" height="14" preserveAspectRatio="none">
          <rect className={styles.below} width={`${(people / most) * 100}%`} height="14" rx="3" />
          <rect className={styles.own} width={`${(own / most) * 100}%`} height="14" rx="3" />
        </svg>
      </td>
      <td className={styles.number}>
        {people > own && <span className={styles.quiet}>{t("departments.directly", { count: own })} · </span>}
        {number(people)}
      </td>
    </tr>
  );
}
