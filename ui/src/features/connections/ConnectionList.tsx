/** Many connections: one line each, found by search, opened one at a time. */

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useOutcome } from "@/components/CountsLine";
import { moveByArrows } from "@/components/moveByArrows";
import { SearchField } from "@/components/SearchField";
import type { ConnectionView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import { signInAsked, useNavigation } from "@/session/navigation";
import { ConnectionCard, Marks } from "./ConnectionCard";
import styles from "./ConnectionList.module.css";
import { RenameDialog } from "./RenameDialog";

export function ConnectionList({ connections }: { connections: ConnectionView[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState(signInAsked(useNavigation().intent));
  const found = connections.filter((connection) => fits(connection, search));
  return (
    <>
      <div className={styles.search}>
        <SearchField label={t("connections.search")} value={search} onChange={setSearch} />
      </div>
      {found.length === 0 && <p role="status">{t("connections.none_found", { search })}</p>}
      <ul className={styles.lines} aria-label={t("screen.connections")} onKeyDown={moveByArrows}>
        {found.map((connection) => (
          <li key={connection.id}>
            <Line
              connection={connection}
              open={open === connection.id}
              onToggle={() => setOpen(open === connection.id ? undefined : connection.id)}
            />
            {open === connection.id && <ConnectionCard connection={connection} />}
          </li>
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  connection: ConnectionView;
  open: boolean;
  onToggle(): void;
}

function Line({ connection, open, onToggle }: LineProps) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const outcome = useOutcome();
  const [renaming, rename] = useState(false);
  const { name, tenant_name, people, last_run } = connection;
  return (
    <>
      <button
        type="button"
        data-line
        className={styles.line}
        aria-expanded={open}
        onClick={onToggle}
        onKeyDown={({ key }) => key === "F2" && rename(true)}
      >
        <span className={styles.name}>
          <strong>{name}</strong>
          <span className={styles.quiet}>{tenant_name}</span>
        </span>
        <Marks connection={connection} />
        <span className={styles.number}>{t("rules.people", { count: people })}</span>
        <span className={styles.quiet}>
          {last_run ? `${dateTime(last_run.finished_at)} · ${outcome(last_run)}` : t("sync.never")}
        </span>
      </button>
      {renaming && <RenameDialog connection={connection} onClose={() => rename(false)} />}
    </>
  );
}

function fits({ name, tenant_name, domain, account }: ConnectionView, search: string): boolean {
  const text = [name, tenant_name, domain, account].join(" ").toLocaleLowerCase();
  return text.includes(search.trim().toLocaleLowerCase());
}
