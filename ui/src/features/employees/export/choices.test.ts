import { expect, test } from "vitest";
import { extensionOf, fileName, formatChoices, offeredIn } from "./choices";

const day = new Date(2026, 10, 20, 23, 30);

test("the file is named after the list, the connection and the local day", () => {
  expect(fileName("employees", "Contoso", day, "xlsx"), "as people file things").toBe(
    "employees-contoso-2026-11-20.xlsx",
  );
  expect(fileName("employees", undefined, day, "csv_plain"), "several connections: none is named").toBe(
    "employees-2026-11-20.csv",
  );
});

test("what file systems refuse becomes a dash", () => {
  expect(fileName("employees", "Müller & Söhne / EU: «A»", day, "xlsx"), "letters of any script stay").toBe(
    "employees-müller-söhne-eu-a-2026-11-20.xlsx",
  );
});

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
