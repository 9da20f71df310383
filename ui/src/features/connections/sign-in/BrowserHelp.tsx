/** Help for failures that stay in the browser and never reach the app. */

import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Body1Strong,
} from "@fluentui/react-components";
import { useTranslation } from "react-i18next";
import { CopyInstructions } from "./CopyInstructions";
import styles from "./SignInPanel.module.css";

const pages = [
  "nothing",
  "approval",
  "redirect",
  "unknown_app",
  "wrong_cloud",
  "conditional",
  "wrong_account",
] as const;

/** `consentUrl`: where an administrator consents. */
export function BrowserHelp({ consentUrl }: { consentUrl(): Promise<string> }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t("browser_help.title")}>
      <Body1Strong as="h2" block>
        {t("browser_help.title")}
      </Body1Strong>
      <Accordion collapsible>
        {pages.map((page) => (
          <AccordionItem key={page} value={page}>
            <AccordionHeader as="h3">{t(`browser_help.${page}`)}</AccordionHeader>
            <AccordionPanel className={styles.help}>
              <p>{t(`browser_help.${page}_do`)}</p>
              {page === "approval" && <CopyInstructions link={consentUrl} />}
            </AccordionPanel>
          </AccordionItem>
        ))}
      </Accordion>
    </section>
  );
}
