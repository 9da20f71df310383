import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { failureOf } from "@/platform/fake/world";
import { detailLines, useWords } from "./words";

const words = () => renderHook(() => useWords()).result.current;

test("a reason carries its values", () => {
  const text = words().reason({ code: "matches_rule", params: { rule: "Sales" } });
  expect(text, "the rule is named").toBe("Matches rule ‘Sales’.");
});

test("the reason of a change says which way it goes", () => {
  const rule = { code: "matches_rule", params: { rule: "Sales" } } as const;
  expect(words().reason(rule, "add"), "somebody comes").toBe("New: matches rule ‘Sales’.");
  expect(words().reason(rule, "update"), "nothing special").toBe("Matches rule ‘Sales’.");
});

test.each([
  [{ from: "Sales", to: "" }, "Department changed from ‘Sales’ to (empty)."],
  [{ from: "Sales", to: "IT" }, "Department changed from ‘Sales’ to ‘IT’."],
  [{ from: "", to: "IT" }, "Department changed from (empty) to ‘IT’."],
  [
    { from: "Sales", to: "", since: "2026-11-18T12:00:00Z" },
    "Department changed from ‘Sales’ to (empty) since the sync of Nov 18, 2026.",
  ],
  [{ to: "IT" }, "Department is ‘IT’."],
  [{ to: "" }, "Department is empty."],
  [{ attribute: "kind", to: "unlicensed" }, "Kind is ‘Without a licence’."],
  [{ attribute: "extensionAttribute3", to: "" }, "Extension attribute 3 is empty."],
  [{ group: "Staff" }, "Not a member of the group ‘Staff’."],
] as [Record<string, string>, string][])("a leaver's reason tells what changed: %j", (known, said) => {
  const params = "group" in known ? known : { attribute: "department", ...known };
  const text = words().reason({ code: "no_longer_matches", params }, "remove");
  expect(text, "after the reason").toBe(`Leaves: no longer matches any rule. ${said}`);
});

test("whoever is skipped for their kind is told that first", () => {
  const reason = { code: "skipped_by_rule" as const, params: { rule: "Guests", kind: "guest" } };
  expect(words().reason(reason), "kind and rule").toBe("Not imported: guest (rule ‘Guests’).");
  expect(words().reason(reason, "remove"), "of a leaver").toBe("Leaves: guest (rule ‘Guests’).");
  const other = { ...reason, params: { rule: "Guests" } };
  expect(words().reason(other), "a rule about something else").toBe("Rule ‘Guests’ skips this person.");
});

test("a reason without a note has no loose end", () => {
  const text = words().reason({ code: "never_import", params: { note: "" } });
  expect(text, "no blank at the end").toBe("Set to ‘Never import’ by hand.");
});

test("a count that comes as a text still chooses the plural", () => {
  const text = words().failure(failureOf("server_busy", { count: "1" })).next;
  expect(text, "one minute is not ‘minutes’").toBe("Try again in 1 minute.");
});

test("values from a directory are never read as placeholders or markup", () => {
  const text = words().reason({ code: "matches_rule", params: { rule: "{{x}} <b>&" } });
  expect(text, "shown as it is").toContain("<b>&");
});

test("a field nobody named yet is shown by its own name", () => {
  expect(words().field("custom7"), "known").toBe("Custom 7");
  expect(words().field("brand_new"), "unknown").toBe("brand_new");
});

test("details list only what is known", () => {
  const details = { http_status: 503, service_code: null, aadsts: null, request_id: "r-1", cause: null };
  expect(detailLines("server_failed", details), "no empty lines").toEqual([
    ["code", "server_failed"],
    ["http", "503"],
    ["request", "r-1"],
  ]);
});
