/** The way from the top down to the branch on the screen; each step leads there. */

import { Breadcrumb, BreadcrumbButton, BreadcrumbDivider, BreadcrumbItem } from "@fluentui/react-components";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { ChartPerson } from "@/contract/types";

export interface WayProps {
  path: ChartPerson[];
  onTop(top: number | undefined): void;
}

export function Way({ path, onTop }: WayProps) {
  const { t } = useTranslation();
  return (
    <Breadcrumb aria-label={t("organisation.way")}>
      <BreadcrumbItem>
        <BreadcrumbButton onClick={() => onTop(undefined)}>{t("organisation.everybody")}</BreadcrumbButton>
      </BreadcrumbItem>
      {path.map(({ id, name }, index) => (
        <Fragment key={id}>
          <BreadcrumbDivider />
          <BreadcrumbItem>
            <BreadcrumbButton current={index === path.length - 1} onClick={() => onTop(id)}>
              {name}
            </BreadcrumbButton>
          </BreadcrumbItem>
        </Fragment>
      ))}
    </Breadcrumb>
  );
}
