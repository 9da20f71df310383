/** What a region's habits come to, for whoever has no library that knows them. */

import type { Habits } from "@/contract/types";

type Parts = Intl.DateTimeFormatPart[];

/** Of a tag such as `de-CH`. */
export function writtenHabits(tag: string): Habits {
  const dates = new Intl.DateTimeFormat(tag, { year: "numeric", month: "2-digit", day: "2-digit" });
  const times = new Intl.DateTimeFormat(tag, { timeStyle: "short" });
  const [morning, evening] = [3, 15].map((hour) => times.formatToParts(new Date(2026, 0, 1, hour, 5)));
  const halves = [morning, evening].map((parts) => text(parts, "dayPeriod"));
  return {
    date: pattern(dates.formatToParts(new Date(2026, 0, 1)), { day: "day", month: "month", year: "year" }),
    time: pattern(morning, { hour: "hour", minute: "minute", dayPeriod: "half" }),
    padded: text(morning, "hour")?.length === 2,
    halves: halves[0] && halves[1] ? [halves[0], halves[1]] : null,
    ...grouping(tag),
  };
}

function text(parts: Parts | undefined, type: string): string | undefined {
  return parts?.find((part) => part.type === type)?.value;
}

function pattern(parts: Parts | undefined, names: Record<string, string>): string {
  return (parts ?? []).map(({ type, value }) => (names[type] ? `{${names[type]}}` : value)).join("");
}

/** Asked of a number with three groups; the smallest that is grouped is looked for. */
function grouping(tag: string): Pick<Habits, "separator" | "groups" | "grouped_from"> {
  const format = new Intl.NumberFormat(tag);
  const parts = format.formatToParts(12_345_678);
  const groups = parts.filter(({ type }) => type === "integer").map(({ value }) => value.length);
  const isGrouped = (digits: number) => format.formatToParts(10 ** (digits - 1)).length > 1;
  return {
    separator: parts.find(({ type }) => type === "group")?.value.charAt(0) ?? " ",
    groups: [groups.at(-1) ?? 3, groups.at(-2) ?? 3],
    grouped_from: [4, 5, 6].find(isGrouped) ?? 4,
  };
}
