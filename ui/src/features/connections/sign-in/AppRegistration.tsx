/** Through which app registration a connection signs in: as before, or another one from now on. */

import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Field,
  Input,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { useAppName } from "@/components/appName";
import { RegistrationSteps } from "../wizard/AdvancedChoices";
import { clientIdForm } from "../wizard/draft";
import styles from "./SignInPanel.module.css";

export interface AppRegistrationProps {
  /** The client id in use. */
  now: string;
  typed: string;
  onChange(typed: string): void;
}

export function AppRegistration({ now, typed, onChange }: AppRegistrationProps) {
  const { t } = useTranslation();
  const nameOf = useAppName();
  const fits = clientIdForm.test(typed.trim());
  return (
    <Accordion collapsible>
      <AccordionItem value="app">
        <AccordionHeader as="h3">{t("sign_in.app", { app: nameOf(now) })}</AccordionHeader>
        <AccordionPanel className={styles.help}>
          <p>{t("sign_in.app_text")}</p>
          <RegistrationSteps />
          <Field
            label={t("wizard.client_id")}
            validationState={fits ? "none" : "error"}
            validationMessage={fits ? undefined : t("sign_in.app_invalid")}
          >
            <Input value={typed} onChange={(_, { value }) => onChange(value)} />
          </Field>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
