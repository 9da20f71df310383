import { expect, test } from "vitest";
import { fileName } from "./fileName";

const day = new Date(2026, 10, 20, 23, 30);

test("the file is named after the list, the connection and the local day", () => {
  expect(fileName("employees", "Contoso", day, "xlsx"), "as people file things").toBe(
    "employees-contoso-2026-11-20.xlsx",
  );
  expect(fileName("employees", undefined, day, "csv"), "several connections: none is named").toBe(
    "employees-2026-11-20.csv",
  );
});

test("what file systems refuse becomes a dash", () => {
  expect(fileName("employees", "Müller & Söhne / EU: «A»", day, "xlsx"), "letters of any script stay").toBe(
    "employees-müller-söhne-eu-a-2026-11-20.xlsx",
  );
});
