/** One connection: whose it is, how it stands, and what can be done with it. */

import { Badge, Body1, Body1Strong, Button, Card, CardHeader } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppName } from "@/components/appName";
import { useOutcome } from "@/components/CountsLine";
import { FailureMessage } from "@/components/FailureMessage";
import { PreviewIcon, SignInIcon } from "@/components/icons";
import { useNow } from "@/components/useNow";
import { read } from "@/contract/call";
import type { ConnectionView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { useConnections } from "@/session/connection";
import { signInAsked, useNavigation } from "@/session/navigation";
import { usePreviewRun } from "@/session/previewRun";
import { ConnectionMenu } from "./ConnectionMenu";
import styles from "./ConnectionsScreen.module.css";
import { DisconnectDialog } from "./DisconnectDialog";
import { RenameDialog } from "./RenameDialog";
import { SignInAgainDialog } from "./SignInAgainDialog";
import { SignInWarnings } from "./SignInWarnings";
import { SyncButton } from "./SyncButton";
import { CopyInstructions } from "./sign-in/CopyInstructions";

export type CardDialog = "rename" | "sign_in" | "disconnect";

interface Props {
  connection: ConnectionView;
  /** Whether arrows lead from its first button to that of the next card. */
  walked?: boolean;
}

export function ConnectionCard({ connection, walked }: Props) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<CardDialog | undefined>(useAskedDialog(connection.id));
  const close = () => setDialog(undefined);
  const card = useRef<HTMLDivElement>(null);
  const { state, problem, admin_consent_url } = connection;
  const needsSignIn = waitsForSignIn(connection);

  const renameOnF2 = (event: KeyboardEvent) => {
    if (event.key === "F2" && dialog === undefined) setDialog("rename");
  };

  return (
    <Card ref={card} className={styles.card} role="group" aria-label={connection.name} onKeyDown={renameOnF2}>
      <CardHeader
        header={
          <Body1Strong as="h2" style={{ margin: 0 }}>
            {connection.name}
          </Body1Strong>
        }
        description={<Marks connection={connection} />}
        action={<ConnectionMenu connection={connection} onChoose={setDialog} />}
      />
      {problem && <FailureMessage failure={problem} />}
      {problem && <SinceWhen connection={connection} />}
      <SignInWarnings connection={connection} />
      <Facts connection={connection} />
      <div className={styles.buttons}>
        {needsSignIn ? (
          <>
            <Button
              appearance="primary"
              icon={<SignInIcon />}
              data-line={walked}
              onClick={() => setDialog("sign_in")}
            >
              {t("action.sign_in_again")}
            </Button>
            {state === "consent_needed" && admin_consent_url && (
              <CopyInstructions link={() => Promise.resolve(admin_consent_url)} />
            )}
          </>
        ) : (
          <>
            <PreviewButton id={connection.id} walked={walked} />
            {connection.synced_once && <SyncButton connection={connection} />}
          </>
        )}
      </div>
      {dialog === "rename" && <RenameDialog connection={connection} onClose={close} />}
      {dialog === "sign_in" && <SignInAgainDialog connection={connection} home={card} onClose={close} />}
      {dialog === "disconnect" && <DisconnectDialog connection={connection} onClose={close} />}
    </Card>
  );
}

function waitsForSignIn({ state }: ConnectionView): boolean {
  return state === "sign_in_needed" || state === "consent_needed";
}

/** Other screens send people here to sign in again. */
function useAskedDialog(connection: number): CardDialog | undefined {
  return signInAsked(useNavigation().intent) === connection ? "sign_in" : undefined;
}

export function Marks({ connection: { state, cloud, login_url } }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const colour = state === "connected" ? "success" : state === "paused" ? "informative" : "warning";
  return (
    <span className={styles.marks}>
      <Badge appearance="tint" color={colour}>
        {t(`state.${state}`)}
      </Badge>
      {cloud !== "global" && (
        <Badge appearance="outline" color={cloud === "custom" ? "severe" : "informative"}>
          {cloud === "custom" ? t("connections.custom", { host: hostOf(login_url) }) : t(`cloud.${cloud}`)}
        </Badge>
      )}
    </span>
  );
}

/** How long it is in trouble already. Its data is old, not gone. */
function SinceWhen({ connection: { problem_since, last_read_at } }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { age, dateTime } = useFormats();
  const now = useNow(60_000);
  const since = problem_since && t("connections.problem_since", { when: dateTime(problem_since) });
  const read = last_read_at && t("connections.last_good_read", { age: age(last_read_at, now) });
  const said = [since, read].filter(Boolean).join(" ");
  return said && <Body1>{said}</Body1>;
}

function Facts({ connection }: { connection: ConnectionView }) {
  const { t } = useTranslation();
  const { number, recent } = useFormats();
  const now = useNow(60_000);
  const outcome = useOutcome();
  const { tenant_name, domain, account, client_id, people, last_read_at, last_run } = connection;
  const nameOf = useAppName();
  const { data: schedule } = useQuery(read("schedule", {}));
  const next = schedule?.connections.find((of) => of.connection === connection.id)?.next_run;
  const nextSaid = next && (waitsForSignIn(connection) ? t("connections.next_on_hold") : recent(next, now));
  const facts: [string, string | null | undefined][] = [
    [t("connections.organisation"), [tenant_name, domain].filter(Boolean).join(" · ")],
    [t("connections.account"), account],
    [t("connections.app"), nameOf(client_id)],
    [t("connections.people"), number(people)],
    [t("connections.last_read"), last_read_at && recent(last_read_at, now)],
    [t("connections.last_sync"), last_run && `${recent(last_run.finished_at, now)} · ${outcome(last_run)}`],
    [t("connections.next_sync"), nextSaid],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name} style={{ display: "contents" }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function PreviewButton({ id, walked }: { id: number; walked?: boolean }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { select } = useConnections();
  const preview = usePreviewRun();
  const start = () => {
    select(id);
    preview.start(id);
    go("preview");
  };
  return (
    <Button
      icon={<PreviewIcon />}
      data-line={walked}
      disabled={preview.running !== undefined}
      onClick={start}
    >
      {t("action.preview")}
    </Button>
  );
}

function hostOf(url: string | null): string {
  return url && URL.canParse(url) ? new URL(url).host : "";
}
