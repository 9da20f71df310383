/** The removal limit of each connection, kept when its field is left, and how long the archive keeps people. */

import { Link } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { LimitNumbers } from "@/components/RemovalLimitFields";
import { call, read } from "@/contract/call";
import type { ConnectionView, RemovalLimit } from "@/contract/types";
import { type DraftEditing, useDraft } from "@/session/draft/useDraft";
import { useNavigation } from "@/session/navigation";
import { ArchiveKeeping } from "./ArchiveKeeping";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

export function Safety() {
  const { t } = useTranslation();
  const { data: connections = [] } = useQuery(read("connections", {}));
  return (
    <>
      <p className={styles.text}>{t("settings.safety_text")}</p>
      <h3 className={styles.subheading}>{t("policy.limit")}</h3>
      <p className={styles.text}>{t("policy.limit_text")}</p>
      {connections.map((connection) => (
        <OfConnection key={connection.id} connection={connection} />
      ))}
      {connections.length === 0 && <p className={styles.text}>{t("settings.sync_none")}</p>}
      <ArchiveKeeping />
    </>
  );
}

function OfConnection({ connection }: { connection: ConnectionView }) {
  const { editing, error } = useDraft(connection.id);
  if (error) return <FailureMessage failure={error} />;
  return editing ? <Limit name={connection.name} editing={editing} /> : null;
}

function Limit({ name, editing }: { name: string; editing: DraftEditing }) {
  const { connection, config, dirty } = editing;
  const kept = config.policies.removal_limit;
  const [typed, setTyped] = useState<RemovalLimit>();
  const say = useSaved();
  const save = useMutation({
    mutationFn: (removal_limit: RemovalLimit) => {
      const policies = { ...config.policies, removal_limit };
      return call("save_rules", { connection, config: { ...config, policies }, confirmed: false });
    },
    onSuccess: ({ saved }) => {
      if (!saved) return;
      setTyped(undefined);
      say();
    },
  });
  const keep = () => {
    const changed = typed && (typed.count !== kept.count || typed.percent !== kept.percent);
    if (changed && !save.isPending) save.mutate(typed);
  };
  return (
    <div role="group" aria-label={name} onKeyDown={({ key }) => key === "Enter" && keep()} onBlur={keep}>
      <p className={styles.whose}>{name}</p>
      <LimitNumbers limit={typed ?? kept} disabled={dirty} onChange={setTyped} />
      {save.error && <FailureMessage failure={save.error} />}
      {(dirty || save.data?.saved === false) && <Obstacle dirty={dirty} />}
    </div>
  );
}

/** Where the rules have edits or a broken rule of their own, these come first. */
function Obstacle({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <p className={styles.text}>
      {t(dirty ? "settings.limit_dirty" : "settings.limit_blocked")}{" "}
      <Link as="button" type="button" onClick={() => go("rules")}>
        {t("screen.rules")}
      </Link>
    </p>
  );
}
