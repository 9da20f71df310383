/** What support may want to know: shown first, then copied. No names, addresses, tenants or folders. */

import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { read } from "@/contract/call";
import type { AppStatus, ConnectionView, RunView } from "@/contract/types";
import styles from "./SettingsScreen.module.css";

export function Diagnostics({ status }: { status: AppStatus }) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(read("connections", {}));
  const { data: runs } = useQuery(read("history", { start: 0, count: 20 }));
  const text = diagnostics(status, connections ?? [], runs ?? []);
  return (
    <Accordion collapsible>
      <AccordionItem value="diagnostics">
        <AccordionHeader as="h3">{t("settings.diagnostics")}</AccordionHeader>
        <AccordionPanel className={styles.body}>
          <p className={styles.text}>{t("settings.diagnostics_text")}</p>
          <pre className={styles.pre}>{text}</pre>
          <div>
            <CopyButton text={text} label={t("settings.diagnostics_copy")} />
          </div>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}

/** Codes and numbers only. */
export function diagnostics(status: AppStatus, connections: ConnectionView[], runs: RunView[]): string {
  const of = (connection: ConnectionView, index: number) =>
    [
      `connection ${index + 1}: ${connection.cloud}, ${connection.state}`,
      `people ${connection.people}`,
      connection.problem && `problem ${connection.problem.code}`,
    ]
      .filter(Boolean)
      .join(", ");
  const run = ({ started_at, trigger, result, counts, error, read: how }: RunView) =>
    [
      `${started_at} ${trigger} ${result}`,
      `+${counts.add} ~${counts.update} -${counts.remove}`,
      error && [error.code, error.details?.http_status, error.details?.aadsts].filter(Boolean).join(" "),
      how && `${how.mode} ${how.requests} requests ${how.users} users ${how.groups} groups ${how.seconds} s`,
    ]
      .filter(Boolean)
      .join(", ");
  return [
    `Rollcall ${status.version}`,
    `sign-ins: ${status.secrets}`,
    `sample company: ${status.sample ? "yes" : "no"}`,
    `window: ${navigator.userAgent}`,
    ...connections.map(of),
    ...runs.map(run),
  ].join("\n");
}
