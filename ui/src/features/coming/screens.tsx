/** Places of the rail that are not furnished yet say what will be there, and what holds until then. */

import { useTranslation } from "react-i18next";
import { EmptyState } from "@/components/EmptyState";
import { DepartmentsIcon, MappingIcon, RulesIcon } from "@/components/icons";
import { Page } from "@/components/Page";

const icons = { rules: RulesIcon, departments: DepartmentsIcon, mapping: MappingIcon };

function Coming({ screen }: { screen: keyof typeof icons }) {
  const { t } = useTranslation();
  const Icon = icons[screen];
  return (
    <Page title={t(`screen.${screen}`)} fill>
      <EmptyState icon={<Icon />} title={t(`coming.${screen}`)} text={t(`coming.${screen}_until`)} />
    </Page>
  );
}

export const RulesScreen = () => <Coming screen="rules" />;
export const DepartmentsScreen = () => <Coming screen="departments" />;
export const MappingScreen = () => <Coming screen="mapping" />;
