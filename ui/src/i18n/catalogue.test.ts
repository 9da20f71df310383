import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import de from "./de.json";
import en from "./en.json";
import fr from "./fr.json";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const english = flat(en);
const others = { de: flat(de), fr: flat(fr) };
const placeholders = (text: string) => [...text.matchAll(/{{\s*([^},\s]+)/g)].map((match) => match[1]).sort();

/** The members of a union of texts that the core's tests wrote out. */
function union(name: string): string[] {
  const text = readFileSync(resolve(__dirname, `../contract/generated/${name}.ts`), "utf8");
  const type = text.slice(text.indexOf("export type"));
  return [...type.matchAll(/"([a-z0-9_]+)"/g)].map((match) => match[1] ?? "");
}

test.each(["en", "de", "fr"])("%s names no text twice", (language) => {
  const written = readFileSync(resolve(__dirname, `${language}.json`), "utf8");
  const texts = written.match(/^\s*"[^"]+": "/gm) ?? [];
  expect(texts.length, "of two with one name, the first is never shown").toBe(english.size);
});

test.each(Object.entries(others))("%s has exactly the keys of English", (_, catalogue) => {
  expect([...catalogue.keys()].sort(), "a missing or extra key is a gap for someone").toEqual(
    [...english.keys()].sort(),
  );
});

test.each(Object.entries(others))("%s fills the same placeholders", (_, catalogue) => {
  for (const [key, text] of catalogue) {
    expect(placeholders(text), `${key} must carry the same values`).toEqual(
      placeholders(english.get(key) ?? ""),
    );
  }
});

test.each(Object.entries(others))("%s is translated", (_, catalogue) => {
  const long = [...english].filter(
    ([, text]) =>
      text
        .replace(/{{[^}]*}}/g, "")
        .trim()
        .split(" ").length > 3,
  );
  const same = long
    .filter(([key, text]) => catalogue.get(key) === text && text !== "Graph Command Line Tools")
    .map(([key]) => key);
  expect(same, "a sentence equal to the English one was forgotten").toEqual([]);
});

test("no text is empty", () => {
  const empty = [english, others.de, others.fr].flatMap((c) => [...c].filter(([, text]) => !text.trim()));
  expect(empty, "an empty text is a button without a name").toEqual([]);
});

test("plurals come in pairs", () => {
  const halves = [...english.keys()].filter((key) => /_(one|other)$/.test(key));
  const lonely = halves.filter(
    (key) => !english.has(key.replace(/_(one|other)$/, key.endsWith("_one") ? "_other" : "_one")),
  );
  expect(lonely, "one and many are both needed").toEqual([]);
});

test.each([
  ["ReasonCode", (code: string) => [`reason.${code}`]],
  ["WarningCode", (code: string) => [`warning.${code}`]],
  ["ErrorCode", (code: string) => [`error.${code}.what`, `error.${code}.data`, `error.${code}.next`]],
  ["Field", (code: string) => [`field.${code}`]],
  ["Kind", (code: string) => [`kind.${code}`]],
  ["JobPhase", (code: string) => [`phase.${code}`]],
  ["ConnectionState", (code: string) => [`state.${code}`]],
  ["Status", (code: string) => [`status.${code}`]],
  ["RunResult", (code: string) => [`result.${code}`]],
  ["RunTrigger", (code: string) => [`trigger.${code}`]],
  ["ChangeKind", (code: string) => [`change.${code}`, `done.${code}`]],
  ["PlanTab", (code: string) => [`tab.${code}`]],
  ["ExportFormat", (code: string) => [`export.${code}`]],
] as const)("every %s of the core has its words", (name, keys) => {
  const codes = union(name);
  expect(codes.length, "the generated union must be found").toBeGreaterThan(1);
  const missing = codes.flatMap(keys).filter((key) => !english.has(key));
  expect(missing, "a code without words would be shown raw").toEqual([]);
});
