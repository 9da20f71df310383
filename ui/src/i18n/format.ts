/** Numbers, dates and ages in the admin's language, region and time zone. */

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { habitsOf, regional, useRegion } from "./region";

export interface Formats {
  number(value: number): string;
  /** Of a share: 0.5 is 50 %. */
  percent(share: number): string;
  /** "4.5 MB" */
  bytes(count: number): string;
  date(iso: string): string;
  /** "today 3:00 AM"; of other days than yesterday, today and tomorrow, date and time. */
  recent(iso: string, now: number): string;
  dateTime(iso: string): string;
  /** "Sat, Nov 21, 3:00 AM" */
  dayAndTime(iso: string): string;
  /** "Saturday, 21 November 2026" */
  day(iso: string): string;
  time(iso: string): string;
  /** "just now", "2 minutes ago", "yesterday" */
  age(iso: string, now: number): string;
}

const sizes = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** In steps of a thousand, with a digit behind the point where there are few before it. */
function sized(language: string, numbers: string, count: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), sizes.length - 1);
  const value = count / 1000 ** step;
  const maximumFractionDigits = step > 0 && value < 10 ? 1 : 0;
  const options = { style: "unit", unit: sizes[step], unitDisplay: "short" } as const;
  const number = new Intl.NumberFormat(numbers, { maximumFractionDigits }).format(value);
  const parts = new Intl.NumberFormat(language, { ...options, maximumFractionDigits: 0 }).formatToParts(
    value,
  );
  const unit = parts.filter(({ type }) => type === "literal" || type === "unit");
  return number + unit.map((part) => part.value).join("");
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** Without words: those of a region may be in another language. */
const plainDay = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
const plainDate = { ...plainDay, hour: "numeric", minute: "2-digit" } as const;

const near = {
  weekday: "short",
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
} as const;

const sameDay = (one: Date, other: Date) => one.toDateString() === other.toDateString();

/** By the calendar: days are not always 24 hours long. */
function daysAfter(now: number, days: number): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day;
}

/**
 * `habits` are a chosen region's; what is a word stays the language's. `justNow` is its word for less than a
 * minute ago, for which no standard has one.
 */
export function formats(language: string, habits?: string, justNow?: string): Formats {
  const numbers = habits ?? language;
  const number = new Intl.NumberFormat(numbers);
  const percent = new Intl.NumberFormat(numbers, { style: "percent" });
  const dateTime = habits
    ? new Intl.DateTimeFormat(habits, plainDate)
    : new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const date = habits
    ? new Intl.DateTimeFormat(habits, plainDay)
    : new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const day = new Intl.DateTimeFormat(language, { dateStyle: "full" });
  const weekday = new Intl.DateTimeFormat(language, { weekday: "short" });
  const soon = new Intl.DateTimeFormat(language, near);
  const time = new Intl.DateTimeFormat(numbers, { timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

  const age = (iso: string, now: number) => {
    const past = Date.parse(iso) - now;
    const step = steps.find(([, size]) => Math.abs(past) >= size);
    if (step) return relative.format(Math.round(past / step[1]), step[0]);
    return justNow ?? relative.format(0, "second");
  };
  return {
    age,
    percent: (share) => percent.format(share),
    number: (value) => number.format(value),
    bytes: (count) => sized(language, numbers, count),
    recent: (iso, now) => {
      const at = new Date(iso);
      const days = [0, -1, 1].find((away) => sameDay(at, daysAfter(now, away)));
      return days === undefined ? dateTime.format(at) : `${relative.format(days, "day")} ${time.format(at)}`;
    },
    date: (iso) => date.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    dayAndTime: (iso) => {
      const at = new Date(iso);
      return habits ? `${weekday.format(at)} ${dateTime.format(at)}` : soon.format(at);
    },
    day: (iso) => day.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
  };
}

export function useFormats(): Formats {
  const { t, i18n } = useTranslation();
  const region = useRegion();
  return useMemo(() => {
    const language = regional(i18n.language, navigator.languages);
    return formats(language, habitsOf(region, i18n.language), t("common.just_now"));
  }, [i18n.language, region, t]);
}
