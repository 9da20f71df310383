import i18next from "i18next";
import { expect, test } from "vitest";
import { formats } from "./format";
import { bestLanguage, changeLanguage, changeRegion } from "./index";
import { habitsOf, regional, regionChoices } from "./region";

test("numbers follow the language", () => {
  expect(formats("de").number(1234.5), "German points and commas").toBe("1.234,5");
  expect(formats("en").number(1234.5), "English commas and points").toBe("1,234.5");
});

test.each(["en", "de", "fr"] as const)("any number has its words (%s)", async (language) => {
  await changeLanguage(language);
  for (const count of [0, 1, 2, 1_000_000])
    expect(i18next.t("wizard.users_so_far", { count }), "no key instead of words").not.toContain("wizard");
});

test("ages are told in the largest unit that fits", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const { age } = formats("en", undefined, "just now");
  expect(age("2026-11-21T11:58:00Z", now), "minutes").toBe("2 minutes ago");
  expect(age("2026-11-21T09:00:00Z", now), "hours").toBe("3 hours ago");
  expect(age("2026-11-20T11:00:00Z", now), "days").toBe("yesterday");
  expect(age("2026-11-21T11:59:50Z", now), "less than a minute").toBe("just now");
});

test("the region of the system is kept for dates and numbers", () => {
  expect(regional("en", ["de-CH", "en-GB"]), "British dates for English in Britain").toBe("en-GB");
  expect(regional("fr", ["en-US"]), "the plain language where no region is known").toBe("fr");
});

test("a chosen region has its habits, whatever the language", () => {
  const inEnglish = formats("en", habitsOf("DE", "en"));
  expect(inEnglish.dateTime("2026-11-20T14:30:00"), "German order and points").toBe("20.11.2026, 14:30");
  expect(inEnglish.number(1234.5), "German points and commas").toBe("1.234,5");
  expect(inEnglish.bytes(1500), "a German comma, an English unit").toBe("1,5 kB");
  expect(inEnglish.day("2026-11-20T14:30:00"), "words are English").toBe("Friday, November 20, 2026");
  const inGerman = formats("de", habitsOf("US", "de"));
  expect(inGerman.number(1234.5), "American commas and points").toBe("1,234.5");
  expect(inGerman.dateTime("2026-11-20T14:30:00"), "the month first").toMatch(/^11\/20\/2026/);
  expect(inGerman.day("2026-11-20T14:30:00"), "words are German").toBe("Freitag, 20. November 2026");
});

test("a region of several languages is asked in the app's own", () => {
  expect(habitsOf("CH", "fr"), "French in Switzerland").toBe("fr-CH");
  expect(habitsOf("CH", "en"), "its usual one where the app's is not written there").toBe("de-CH");
});

test("every region is one that the system knows", () => {
  for (const choice of regionChoices) {
    const tag = habitsOf(choice, "en");
    const known = tag && new Intl.NumberFormat(tag).resolvedOptions().locale;
    expect(known?.split("-")[0], `${choice} is not written as by default`).toBe(tag?.split("-")[0]);
  }
});

test("numbers in sentences follow the region too", async () => {
  const sentence = () => i18next.t("settings.archive_confirm", { days: 1234 });
  await changeRegion("DE");
  expect(sentence(), "German points").toContain("1.234");
  await changeRegion("system");
  expect(sentence(), "and back").toContain("1,234");
});

test("an unknown language falls back to English", () => {
  expect(bestLanguage(["ja-JP", "de-AT"]), "the first one we speak").toBe("de");
  expect(bestLanguage(["ja-JP"]), "nothing fits").toBe("en");
});

test("sizes of files are written with the unit that suits them", () => {
  const { bytes } = formats("en");
  expect([0, 999, 4_718_592, 12_345_678, 7_000_000_000_000].map(bytes), "in steps of a thousand").toEqual([
    "0 byte",
    "999 byte",
    "4.7 MB",
    "12 MB",
    "7,000 GB",
  ]);
  expect(formats("de").bytes(1500), "with the language's own comma").toBe("1,5 kB");
});

test("what is recent is told by the day's name, by the calendar", () => {
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
  const now = new Date(2026, 10, 21, 0, 5).getTime();
  const { recent } = formats("de");
  expect(recent(at(21, 0), now), "minutes ago").toMatch(/^heute 00:00/);
  expect(recent(at(20, 3), now), "almost a day ago").toMatch(/^gestern 03:00/);
  expect(recent(at(22, 3), now), "the next night").toMatch(/^morgen 03:00/);
  expect(recent(at(19, 23), now), "25 hours ago").toMatch(/^19\.11\.2026/);
});
