/** Which fields of a person of the list no sync changes, because somebody edited them here, and when. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { read } from "@/contract/call";
import { useFormats } from "@/i18n/format";
import { useWords } from "@/i18n/words";

export function Kept({ employee }: { employee: number }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { date } = useFormats();
  const { data } = useQuery(read("employee", { id: employee }));
  const { pinned = [], pinned_at = {} } = data?.employee ?? {};
  if (pinned.length === 0) return null;
  const list = (items: string[]) => new Intl.ListFormat(i18n.language).format(items);
  const days = new Map<string, string[]>();
  const undated: string[] = [];
  for (const field of pinned) {
    const at = pinned_at[field];
    if (at) days.set(date(at), [...(days.get(date(at)) ?? []), field]);
    else undated.push(field);
  }
  const named = (fields: string[]) => list(fields.map(words.field));
  const edits = [...days].map(([day, fields]) => t("preview.kept_on", { fields: named(fields), date: day }));
  return (
    <>
      {edits.length > 0 && <p>{t("preview.kept_dated", { edits: list(edits) })}</p>}
      {undated.length > 0 && <p>{t("preview.kept", { fields: named(undated) })}</p>}
    </>
  );
}
