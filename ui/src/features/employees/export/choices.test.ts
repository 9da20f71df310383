import { expect, test } from "vitest";
import { extensionOf, formatChoices, offeredIn } from "./choices";

test("regions with a decimal comma are offered semicolons first", () => {
  expect(offeredIn("de").slice(0, 2), "German Excel").toEqual(["xlsx", "csv_excel_de"]);
  expect(offeredIn("en").slice(0, 2), "English Excel").toEqual(["xlsx", "csv_excel_us"]);
  for (const language of ["en", "de", "fr"]) {
    expect(offeredIn(language).sort(), `${language}: every format, once`).toEqual([...formatChoices].sort());
  }
});

test("a file ends in what its programs look for", () => {
  expect(formatChoices.map(extensionOf)).toEqual(["xlsx", "csv", "csv", "csv", "json", "vcf", "ldif"]);
});
