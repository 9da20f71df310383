/** How long the archive keeps people: for good, or for a number of days. Who would be erased at once is said first. */

import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/components/ConfirmDialog";
import { FailureMessage } from "@/components/FailureMessage";
import { call, read } from "@/contract/call";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

const [fewest, most, usual] = [30, 3650, 400];

export function ArchiveKeeping() {
  const { t } = useTranslation();
  const { data, error } = useQuery(read("archive_keeping", {}));
  const keep = useKeep();
  if (error) return <FailureMessage failure={error} />;
  if (!data) return null;
  return (
    <div role="group" aria-label={t("settings.archive")}>
      <h3 className={styles.subheading}>{t("settings.archive")}</h3>
      <p className={styles.text}>{t("settings.archive_text")}</p>
      {keep.error && <FailureMessage failure={keep.error} />}
      <RadioGroup
        value={data.days === null ? "forever" : "limited"}
        disabled={keep.isPending}
        onChange={(_, { value }) => (value === "forever" ? keep.set(null) : keep.ask(data.days ?? usual))}
      >
        <Radio value="forever" label={t("settings.archive_forever")} />
        <Radio value="limited" label={t("settings.archive_limited")} />
      </RadioGroup>
      {data.days !== null && <Days key={data.days} days={data.days} onKeep={keep.ask} />}
      {keep.asking && (
        <ConfirmDialog
          title={t("settings.archive_confirm_title", { count: keep.asking.people })}
          confirm={t("settings.archive_confirm", { days: keep.asking.days })}
          danger
          busy={keep.isPending}
          onConfirm={() => keep.asking && keep.set(keep.asking.days)}
          onClose={keep.drop}
        >
          {t("settings.archive_confirm_text", { days: keep.asking.days })}
        </ConfirmDialog>
      )}
    </div>
  );
}

/** Asks before, where people would be erased the next day. */
function useKeep() {
  const [asking, setAsking] = useState<{ days: number; people: number }>();
  const saved = useSaved();
  const set = useMutation({
    mutationFn: (days: number | null) => call("keep_archive", { days }),
    onSuccess: saved,
    onSettled: () => setAsking(undefined),
  });
  const look = useMutation({
    mutationFn: async (days: number) => ({ days, people: await call("archived_longer_than", { days }) }),
    onSuccess: (found) => (found.people > 0 ? setAsking(found) : set.mutate(found.days)),
  });
  return {
    asking,
    set: set.mutate,
    ask: look.mutate,
    drop: () => setAsking(undefined),
    isPending: set.isPending || look.isPending,
    error: set.error ?? look.error,
  };
}

/** Kept when the field is left, or with Enter; what is no such number changes nothing. */
function Days({ days, onKeep }: { days: number; onKeep(days: number): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(days));
  const fits = /^\d+$/.test(typed.trim()) && Number(typed) >= fewest && Number(typed) <= most;
  const keep = () => {
    if (fits && Number(typed) !== days) onKeep(Number(typed));
    if (!fits) setTyped(String(days));
  };
  return (
    <Field
      className={styles.narrow}
      label={t("settings.archive_days")}
      validationState={fits ? "none" : "error"}
      validationMessage={fits ? undefined : t("settings.archive_invalid")}
    >
      <Input
        inputMode="numeric"
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === "Enter" && keep()}
      />
    </Field>
  );
}
