/** What people call an app registration: Microsoft's tool by its name, others by their client id. */

import { useTranslation } from "react-i18next";
import { graphCommandLineTools } from "@/contract/registration";

export function useAppName(): (clientId: string) => string {
  const { t } = useTranslation();
  return (clientId) => (clientId === graphCommandLineTools ? t("wizard.app_command_line_tools") : clientId);
}
