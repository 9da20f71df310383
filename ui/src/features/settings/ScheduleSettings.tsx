/** The daily sync: when, and for which connections. */

import { Button, Field, Input, Switch, Text } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { call, read } from "@/contract/call";
import type { ConnectionSchedule, ScheduleView } from "@/contract/types";
import { useFormats } from "@/i18n/format";
import styles from "./SettingsScreen.module.css";
import { useSaved } from "./saved";

export function ScheduleSettings() {
  const { t } = useTranslation();
  const { data: schedule, error } = useQuery(read("schedule", {}));
  if (error) return <FailureMessage failure={error} />;
  if (!schedule) return null;
  return (
    <>
      <p className={styles.text}>{t("settings.sync_text")}</p>
      {schedule.connections.length === 0 && <p className={styles.text}>{t("settings.sync_none")}</p>}
      <div className={styles.many}>
        {schedule.connections.map((connection) => (
          <ConnectionSwitch key={connection.connection} schedule={connection} />
        ))}
      </div>
      <TimeOfDay key={schedule.at} schedule={schedule} />
      {schedule.connections.some(({ locked, enabled }) => enabled && !locked) && (
        <Pause schedule={schedule} />
      )}
    </>
  );
}

function ConnectionSwitch({ schedule }: { schedule: ConnectionSchedule }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { connection, name, enabled, locked, next_run } = schedule;
  const saved = useSaved();
  const flip = useMutation({
    mutationFn: (to: boolean) => call("switch_schedule", { connection, enabled: to }),
    onSuccess: saved,
  });
  const next = next_run ? t("settings.sync_next", { when: dateTime(next_run) }) : t("settings.sync_off");
  return (
    <div>
      {flip.error && <FailureMessage failure={flip.error} />}
      <Switch
        label={name}
        checked={enabled && !locked}
        disabled={locked || flip.isPending}
        onChange={(_, { checked }) => flip.mutate(checked)}
      />
      <Text block size={200} className={styles.beside}>
        {locked ? t("settings.sync_locked") : next}
      </Text>
    </div>
  );
}

/** Tonight left out, for all connections at once. */
function Pause({ schedule: { paused_until } }: { schedule: ScheduleView }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const pause = useMutation({ mutationFn: (to: boolean) => call("pause_schedule", { pause: to }) });
  const paused = paused_until !== null;
  return (
    <>
      {pause.error && <FailureMessage failure={pause.error} />}
      {paused && (
        <p className={styles.text} role="status">
          {t("settings.paused_until", { when: dateTime(paused_until) })}
        </p>
      )}
      <div>
        <Button disabled={pause.isPending} onClick={() => pause.mutate(!paused)}>
          {paused ? t("tray.resume") : t("tray.pause")}
        </Button>
      </div>
    </>
  );
}

/** When the first connection's turn comes. */
function nextOf({ connections }: ScheduleView): string | undefined {
  const turns = connections.flatMap(({ next_run }) => next_run ?? []);
  return turns.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}

/** Kept when the field is left, or with Enter; what is no time changes nothing. */
function TimeOfDay({ schedule }: { schedule: ScheduleView }) {
  const { t } = useTranslation();
  const { dayAndTime } = useFormats();
  const { at, zone } = schedule;
  const next = nextOf(schedule);
  const when = next && t("settings.sync_zone_next", { when: dayAndTime(next) });
  const [typed, setTyped] = useState(at);
  const saved = useSaved();
  const save = useMutation({
    mutationFn: () => call("set_schedule_time", { at: typed }),
    onSuccess: saved,
  });
  const fits = /^\d\d:\d\d$/.test(typed);
  const keep = () => {
    if (fits && typed !== at) save.mutate();
    if (!fits) setTyped(at);
  };
  return (
    <>
      {save.error && <FailureMessage failure={save.error} />}
      <Field
        label={t("settings.sync_time")}
        hint={[t("settings.sync_zone", { zone }), when].filter(Boolean).join(" · ")}
        className={styles.narrow}
        validationState={fits ? "none" : "error"}
        validationMessage={fits ? undefined : t("settings.sync_time_invalid")}
      >
        <Input
          type="time"
          value={typed}
          onChange={(_, { value }) => setTyped(value)}
          onBlur={keep}
          onKeyDown={({ key }) => key === "Enter" && keep()}
        />
      </Field>
    </>
  );
}
