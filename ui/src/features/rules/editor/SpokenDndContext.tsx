/** dnd-kit's context, speaking the admin's language to screen readers. */

import { DndContext, type DndContextProps } from "@dnd-kit/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export const SpokenDndContext = ((props: DndContextProps) => {
  const { t } = useTranslation();
  const accessibility = useMemo(() => {
    const name = t("rules.drag_condition");
    const silent = () => undefined;
    return {
      screenReaderInstructions: { draggable: t("rules.drag_help") },
      announcements: {
        onDragStart: () => t("rules.lifted", { name }),
        onDragOver: silent,
        onDragEnd: silent,
        onDragCancel: () => t("rules.put_back", { name }),
      },
    };
  }, [t]);
  return <DndContext {...props} accessibility={accessibility} />;
}) as unknown as typeof DndContext;
