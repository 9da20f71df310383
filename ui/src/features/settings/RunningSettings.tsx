/** What keeps Rollcall running, so that nights are not missed: start with the computer, and after closing. */

import { Field, Radio, RadioGroup, Switch } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import type { DesktopSettings, WhenClosed } from "@/contract/types";
import { useDesktop, useSetDesktop } from "./useDesktop";

export function RunningSettings() {
  const { data: desktop, error } = useDesktop();
  if (error) return <FailureMessage failure={error} />;
  if (!desktop) return null;
  return (
    <>
      <Login desktop={desktop} />
      <Closing desktop={desktop} />
    </>
  );
}

function Login({ desktop: { start_at_login } }: { desktop: DesktopSettings }) {
  const { t } = useTranslation();
  const flip = useSetDesktop("set_start_at_login");
  return (
    <>
      {flip.error && <FailureMessage failure={flip.error} />}
      <Field hint={t("settings.start_at_login_hint")}>
        <Switch
          label={t("settings.start_at_login")}
          checked={start_at_login}
          disabled={flip.isPending}
          onChange={(_, { checked }) => flip.mutate({ enabled: checked })}
        />
      </Field>
    </>
  );
}

function Closing({ desktop: { when_closed, tray } }: { desktop: DesktopSettings }) {
  const { t } = useTranslation();
  const choose = useSetDesktop("set_when_closed");
  const pick = (value: string) => choose.mutate({ choice: value === "ask" ? null : (value as WhenClosed) });
  return (
    <>
      {choose.error && <FailureMessage failure={choose.error} />}
      <Field label={t("settings.closing")} hint={tray ? t("closing.with_icon") : t("closing.without_icon")}>
        <RadioGroup value={when_closed ?? "ask"} onChange={(_, { value }) => pick(value)}>
          <Radio value="ask" label={t("closing.ask")} />
          <Radio value="keep_running" label={t("closing.keep_running")} />
          <Radio value="quit" label={t("closing.quit")} />
        </RadioGroup>
      </Field>
    </>
  );
}
