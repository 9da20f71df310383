/** The chart on the screen as a file: asks where, writes, and tells the result. */

import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureMessage } from "@/components/FailureMessage";
import { fileName } from "@/components/fileName";
import { ExportIcon } from "@/components/icons";
import { call } from "@/contract/call";
import type { ChartFormat, ChartSubject } from "@/contract/types";
import { platform } from "@/platform/platform";
import { useNotify } from "@/session/notify";
import styles from "./Organisation.module.css";

const formats: ChartFormat[] = ["svg", "png"];

export function SavePicture({ what }: { what: ChartSubject }) {
  const { t } = useTranslation();
  const notify = useNotify();
  const saving = useMutation({
    mutationFn: async (format: ChartFormat) => {
      const path = await platform().askWhereToSave({
        defaultName: fileName(t(`organisation.file_${what.which}`), undefined, new Date(), format),
        label: t(`organisation.${format}`),
        extension: format,
      });
      return path === null ? null : call("export_chart", { request: { what, format, path } });
    },
    onSuccess: (drawn) => {
      if (drawn) notify({ title: t("organisation.saved", { count: drawn.boxes }), body: drawn.path });
    },
  });
  return (
    <>
      {saving.error && (
        <div className={styles.failure}>
          <FailureMessage failure={saving.error} />
        </div>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<ExportIcon />} disabled={saving.isPending}>
            {t("organisation.save")}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {formats.map((format) => (
              <MenuItem key={format} onClick={() => saving.mutate(format)}>
                {t(`organisation.save_${format}`)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}
