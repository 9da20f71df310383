/** What a screen reader hears while a rule is dragged. */

import type { DragEndEvent, DragStartEvent } from "@dnd-kit/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { DraftRule } from "@/session/draft/model";

export function useDragWords(rules: DraftRule[]) {
  const { t } = useTranslation();
  return useMemo(() => {
    const nameOf = (id: unknown) => rules.find((rule) => rule.id === id)?.name ?? "";
    const place = ({ active, over }: Pick<DragEndEvent, "active" | "over">) => {
      const at = rules.findIndex(({ id }) => id === over?.id);
      if (at < 0) return undefined;
      return t("rules.moved", { name: nameOf(active.id), place: at + 1, total: rules.length });
    };
    return {
      screenReaderInstructions: { draggable: t("rules.drag_help") },
      announcements: {
        onDragStart: ({ active }: DragStartEvent) => t("rules.lifted", { name: nameOf(active.id) }),
        onDragOver: place,
        onDragEnd: place,
        onDragCancel: ({ active }: Pick<DragEndEvent, "active">) =>
          t("rules.put_back", { name: nameOf(active.id) }),
      },
    };
  }, [rules, t]);
}
