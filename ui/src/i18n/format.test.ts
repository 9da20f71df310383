import { expect, test } from "vitest";
import { formats, regional } from "./format";
import { bestLanguage } from "./index";

test("numbers follow the language", () => {
  expect(formats("de").number(1234.5), "German points and commas").toBe("1.234,5");
  expect(formats("en").number(1234.5), "English commas and points").toBe("1,234.5");
});

test("ages are told in the largest unit that fits", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const { age } = formats("en");
  expect(age("2026-11-21T11:58:00Z", now), "minutes").toBe("2 minutes ago");
  expect(age("2026-11-21T09:00:00Z", now), "hours").toBe("3 hours ago");
  expect(age("2026-11-20T11:00:00Z", now), "days").toBe("yesterday");
  expect(age("2026-11-21T11:59:50Z", now), "less than a minute").toBe("this minute");
});

test("the region of the system is kept for dates and numbers", () => {
  expect(regional("en", ["de-CH", "en-GB"]), "British dates for English in Britain").toBe("en-GB");
  expect(regional("fr", ["en-US"]), "the plain language where no region is known").toBe("fr");
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
