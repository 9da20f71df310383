/** Which Microsoft cloud, and through which app registration. */

import { Dropdown, Field, Input, Option, Radio, RadioGroup } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { CopyButton } from "@/components/CopyButton";
import { registrationScript } from "@/contract/registration";
import styles from "./ConnectWizard.module.css";
import type { Draft } from "./draft";

const clouds: Draft["cloud"][] = ["global", "usgov", "dod", "china"];

interface Props {
  draft: Draft;
  onChange(draft: Draft): void;
}

export function CloudChoice({ draft, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Field label={t("wizard.cloud")} className={styles.narrow}>
      <Dropdown
        value={t(`cloud.${draft.cloud}`)}
        selectedOptions={[draft.cloud]}
        onOptionSelect={(_, { optionValue }) =>
          onChange({ ...draft, cloud: clouds.find((cloud) => cloud === optionValue) ?? "global" })
        }
      >
        {clouds.map((cloud) => (
          <Option key={cloud} value={cloud}>
            {t(`cloud.${cloud}`)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

/** `ownApp`: whether this build brings its publisher's registration along. */
export function AppChoice({ draft, onChange, ownApp }: Props & { ownApp: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={styles.advanced}>
      <Field label={t("wizard.app")}>
        <RadioGroup
          value={draft.app}
          onChange={(_, data) => onChange({ ...draft, app: data.value as Draft["app"] })}
        >
          {ownApp && <Radio value="publisher" label={t("wizard.app_publisher_long")} />}
          <Radio value="own" label={t("wizard.app_own_long")} />
          <Radio value="command_line_tools" label={t("wizard.app_command_line_tools_long")} />
        </RadioGroup>
      </Field>
      {draft.app === "own" && <OwnRegistration draft={draft} onChange={onChange} />}
    </div>
  );
}

/** How one makes a registration of one's own. */
export function RegistrationSteps() {
  const { t } = useTranslation();
  return (
    <div>
      {t("wizard.register_title")}
      <ol>
        <li>{t("wizard.register_1")}</li>
        <li>{t("wizard.register_2")}</li>
        <li>{t("wizard.register_3")}</li>
        <li>{t("wizard.register_4")}</li>
      </ol>
      <div className={styles.buttons}>
        <CopyButton text={registrationScript.az} label={t("wizard.copy_az")} size="small" />
        <CopyButton text={registrationScript.powershell} label={t("wizard.copy_powershell")} size="small" />
      </div>
    </div>
  );
}

function OwnRegistration({ draft, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <RegistrationSteps />
      <Field label={t("wizard.client_id")} className={styles.narrow} required>
        <Input
          value={draft.clientId}
          placeholder="00000000-0000-0000-0000-000000000000"
          onChange={(_, data) => onChange({ ...draft, clientId: data.value })}
        />
      </Field>
      <Field label={t("wizard.tenant")} hint={t("wizard.tenant_hint")} className={styles.narrow} required>
        <Input value={draft.tenant} onChange={(_, data) => onChange({ ...draft, tenant: data.value })} />
      </Field>
    </>
  );
}
