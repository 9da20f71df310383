/** Which column of the file is which field of the list. */

import { Select } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useWords } from "@/i18n/words";
import { importable } from "../fields";
import styles from "./Import.module.css";
import type { Importing } from "./useImport";

export function Matching({ importing: { columns, fields, match } }: { importing: Importing }) {
  const { t } = useTranslation();
  const words = useWords();
  const taken = new Set(Object.values(fields));
  return (
    <section className={styles.matching} aria-label={t("import.columns")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("import.column")}</th>
            <th scope="col">{t("import.samples")}</th>
            <th scope="col">{t("import.becomes")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ header, samples }) => (
            <tr key={header}>
              <th scope="row">{header || t("import.no_header")}</th>
              <td className={styles.samples}>{samples.join(" · ")}</td>
              <td>
                <Select
                  size="small"
                  aria-label={t("import.field_of", { header })}
                  value={fields[header] ?? ""}
                  onChange={(_, { value }) => match(header, value)}
                >
                  <option value="">{t("import.left_out")}</option>
                  {importable.map((field) => (
                    <option key={field} value={field} disabled={taken.has(field) && fields[header] !== field}>
                      {words.field(field)}
                    </option>
                  ))}
                </Select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
