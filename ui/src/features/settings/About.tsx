/** Which version this is, where to look for a newer one, and whose work is inside. */

import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import type { AppStatus } from "@/contract/types";
import { Licences } from "./Licences";
import styles from "./SettingsScreen.module.css";

export function About({ status }: { status: AppStatus }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.text}>{t("settings.version", { version: status.version })}</p>
      <p className={styles.text}>{t("settings.about_text")}</p>
      <p className={styles.text}>{t("settings.updates_text")}</p>
      <Accordion collapsible>
        <AccordionItem value="licences">
          <AccordionHeader as="h3">{t("licences.title")}</AccordionHeader>
          <AccordionPanel className={styles.body}>
            <Licences />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </>
  );
}
