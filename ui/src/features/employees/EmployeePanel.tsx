/** One person: every field with where it comes from, and what happened to it. */

import { Badge, Body1Strong, Button, Link } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { FailureMessage } from "@/components/FailureMessage";
import { SidePanel } from "@/components/SidePanel";
import { read } from "@/contract/call";
import type { EmployeeRow } from "@/contract/types";
import { useWords } from "@/i18n/words";
import styles from "./EmployeesScreen.module.css";
import { Events } from "./Events";
import { allFields, textOf } from "./fields";

export interface EmployeePanelProps {
  id: number;
  onDepartment(department: string): void;
  onClose(): void;
}

export function EmployeePanel({ id, onDepartment, onClose }: EmployeePanelProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(read("employee", { id }));
  const person = data?.employee;
  return (
    <SidePanel title={person ? nameOf(person) : t("common.loading")} onClose={onClose}>
      {error && <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />}
      {person && (
        <div className={styles.panel}>
          <Marks person={person} />
          <div className={styles.badges}>
            <CopyButton size="small" text={person.email} label={t("common.copy_email")} />
            <Button size="small" onClick={() => onDepartment(person.department)}>
              {t("employees.show_department")}
            </Button>
          </div>
          <Values person={person} />
          <Events events={data.history} />
        </div>
      )}
    </SidePanel>
  );
}

function Marks({ person: { status, owner, kind } }: { person: EmployeeRow }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={styles.badges}>
      <Badge appearance="tint" color={status === "active" ? "success" : "informative"}>
        {t(`status.${status}`)}
      </Badge>
      <Badge appearance="outline" color="informative">
        {owner === "local" ? t("employees.local") : owner}
      </Badge>
      {kind !== "person" && (
        <Badge appearance="outline" color="informative">
          {words.value("kind", kind)}
        </Badge>
      )}
    </div>
  );
}

/** Empty fields are folded away: most people have many. */
function Values({ person }: { person: EmployeeRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const [everything, setEverything] = useState(false);
  const values = allFields.map((field) => [field, textOf(person, field)] as const);
  const shown = values.filter(([, value]) => everything || value !== "");
  return (
    <section>
      <dl className={styles.fields}>
        {shown.map(([field, value]) => (
          <div key={field}>
            <dt>
              {words.field(field)}
              {person.pinned.includes(field) && (
                <Badge size="small" appearance="tint" color="informative">
                  {t("employees.edited")}
                </Badge>
              )}
            </dt>
            <dd>{value ? words.value(field, value) : "–"}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link as="button" onClick={() => setEverything(!everything)}>
          {t(everything ? "employees.hide_empty" : "employees.show_empty")}
        </Link>
      </p>
    </section>
  );
}

export function PanelHeading({ children }: { children: string }) {
  return (
    <Body1Strong as="h3" className={styles.heading}>
      {children}
    </Body1Strong>
  );
}

function nameOf(person: EmployeeRow): string {
  return person.display_name ?? person.email;
}
