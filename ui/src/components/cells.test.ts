import { expect, test } from "vitest";
import { address, twoLines } from "./cells";

/** The address with a `|` wherever its line may end. */
const broken = (email: string, shown = address(email)) => {
  for (const place of shown.querySelectorAll("wbr")) place.replaceWith("|");
  return shown.textContent;
};

test("an address may go on in the next line behind its sign only", () => {
  expect(broken("anna.berg@contoso.example")).toBe("anna.berg@|contoso.example|");
  expect(broken("ben@contoso.co.example"), "its parts have room in a line").toBe("ben@|contoso.co.example|");
});

test("a part that is too long for a line may end behind its dots, never within a word", () => {
  expect(broken("maximilian.mustermann@contoso.example")).toBe("maximilian.|mustermann@|contoso.example|");
  expect(broken("ben@contoso.onmicrosoft.com")).toBe("ben@|contoso.|onmicrosoft.|com|");
});

test("an address within a text may go on in the next line, too", () => {
  const text = "Same as ‘Ben’ (ben@contoso.example).";
  expect(broken(text, twoLines(text))).toBe("Same as ‘Ben’ (ben@|contoso.example).|");
});

test("what is no whole address is shown as it is", () => {
  for (const text of ["ben", "ben@", "@example", "a@b@c"]) {
    expect(address(text).textContent, "every sign of it").toBe(text);
  }
});
