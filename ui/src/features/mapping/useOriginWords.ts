/** A source as people read it: "Mobile phone, else Business phones (1.)". */

import { useTranslation } from "react-i18next";
import type { Origin } from "@/contract/types";
import { useWords } from "@/i18n/words";
import { itemsOf, sourceOf } from "./origin";

export function useOriginWords(): (origin: Origin) => string {
  const { t } = useTranslation();
  const words = useWords();
  const one = (text: string) => {
    if (text.includes("{"))
      return text.replace(/\{([^}]*)\}/g, (_, name: string) => words.attribute(name.trim()));
    const { name, index } = sourceOf(text);
    if (index === undefined) return words.attribute(name);
    return t("mapping.element", { field: words.attribute(name), number: index + 1 });
  };
  return (origin) => itemsOf(origin).map(one).join(t("mapping.else")) || t("mapping.nothing");
}
