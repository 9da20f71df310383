/** Decisions by hand that beat the rules, and the way back to the rules. */

import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";
import { useFormats } from "@/i18n/format";
import { PanelHeading } from "./EmployeePanel";
import { only, useEdit } from "./useEdit";

export function Decisions({ id, name }: { id: number; name: string }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { data } = useQuery(read("person", { person: String(id) }));
  const edit = useEdit();
  if (!data?.decisions.length) return null;
  return (
    <section>
      <PanelHeading>{t("employees.decided")}</PanelHeading>
      {data.decisions.map(({ connection, decision, note, set_at }) => (
        <p key={connection}>
          {`${connection}: ${t(`decide.confirm_${decision}`)}, ${dateTime(set_at)}. ${note}`}
        </p>
      ))}
      <Button
        size="small"
        disabled={edit.busy}
        onClick={() =>
          edit.run({
            people: only({ id }),
            edit: { decide: { decision: "by_rules" } },
            said: t("decide.done_by_rules", { count: 1, name }),
          })
        }
      >
        {t("decide.confirm_by_rules")}
      </Button>
    </section>
  );
}
