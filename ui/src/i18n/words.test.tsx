import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { failureOf } from "@/platform/fake/world";
import { detailLines, useWords } from "./words";

const words = () => renderHook(() => useWords()).result.current;

test("a reason carries its values", () => {
  const text = words().reason({ code: "matches_rule", params: { rule: "Sales" } });
  expect(text, "the rule is named").toBe("Matches rule ‘Sales’.");
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
