/** One person: every field with where it comes from, what happened to it, and what can be done. */

import { Badge, Body1Strong, MessageBar, MessageBarBody } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { SidePanel } from "@/components/SidePanel";
import { read } from "@/contract/call";
import type { Shown } from "@/contract/fields";
import type { EmployeeRow } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";
import { useDaysLeft } from "./archive";
import { Decisions } from "./Decisions";
import styles from "./EmployeesScreen.module.css";
import { Events } from "./Events";
import { PersonActions } from "./PersonActions";
import { Values } from "./Values";

export interface EmployeePanelProps {
  id: number;
  /** The field to begin typing into; without one that can be, the first that can. */
  editing: Shown | "any" | undefined;
  onDepartment(department: string): void;
  onClose(): void;
}

export function EmployeePanel({ id, editing, onDepartment, onClose }: EmployeePanelProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(read("employee", { id }));
  const person = data?.employee;
  return (
    <SidePanel title={person ? nameOf(person) : t("common.loading")} onClose={onClose}>
      {error && <FailureMessage failure={error} actions={{ retry: () => void refetch() }} />}
      {person && (
        <div className={styles.panel}>
          <Marks person={person} />
          <Standing person={person} />
          <PersonActions person={person} onDepartment={onDepartment} onGone={onClose} />
          <Values person={person} begin={editing} />
          <Decisions id={id} name={nameOf(person)} />
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

/** What being paused or archived means. */
function Standing({ person }: { person: EmployeeRow }) {
  const { t } = useTranslation();
  const { date, dateTime } = useFormats();
  const left = useDaysLeft()(person);
  if (person.status === "active") return null;
  const text =
    person.status === "paused"
      ? t("employees.paused_text", { name: nameOf(person) })
      : t("employees.archived_text", { when: person.archived_at ? dateTime(person.archived_at) : "–" });
  const until = left === 0 ? t("employees.erased_soon") : t("employees.archived_until", { count: left ?? 0 });
  return (
    <MessageBar layout="multiline">
      <MessageBarBody>
        {text} {person.gone_since && t("employees.gone_since", { when: date(person.gone_since) })}{" "}
        {left !== undefined && until}
      </MessageBarBody>
    </MessageBar>
  );
}

export function PanelHeading({ children }: { children: string }) {
  return (
    <Body1Strong as="h3" className={styles.heading}>
      {children}
    </Body1Strong>
  );
}

export function nameOf(person: EmployeeRow): string {
  return person.display_name ?? person.email;
}
