/** Which fields of a person of the list no sync changes, because somebody edited them here. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";
import { useWords } from "@/i18n/words";

export function Kept({ employee }: { employee: number }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { data } = useQuery(read("employee", { id: employee }));
  const pinned = data?.employee.pinned ?? [];
  if (pinned.length === 0) return null;
  const fields = new Intl.ListFormat(i18n.language).format(pinned.map(words.field));
  return <p>{t("preview.kept", { fields })}</p>;
}
