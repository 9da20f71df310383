/** The house's borders: which folder may import what. */

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const src = resolve(__dirname, "../src");

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => file.replaceAll("\\", "/"));

/** Imports inside `src`, as paths from there; others as they are written. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  return found.map((path) => {
    if (path.startsWith("@/")) return path.slice(2);
    if (path.startsWith(".")) return relative(src, resolve(src, dirname(file), path)).replaceAll("\\", "/");
    return path;
  });
}

const edges = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));
const offending = (bad: (edge: { file: string; target: string }) => boolean) =>
  edges.filter(bad).map(({ file, target }) => `${file} imports ${target}`);

const featureOf = (path: string) => /^features\/([^/]+)/.exec(path)?.[1];

test("there is something to check", () => {
  expect(edges.length, "an empty list would pass everything").toBeGreaterThan(200);
});

test("features never import each other", () => {
  const bad = offending(({ file, target }) => {
    const [from, to] = [featureOf(file), featureOf(target)];
    return from !== undefined && to !== undefined && from !== to;
  });
  expect(bad, "shared pieces belong to components or session").toEqual([]);
});

test("only the app imports features", () => {
  const bad = offending(
    ({ file, target }) => featureOf(target) !== undefined && !/^(app|features)\//.test(file),
  );
  expect(bad, "what is below the features must not know them").toEqual([]);
});

test("nothing imports the app but its own folder", () => {
  const bad = offending(({ file, target }) => target.startsWith("app/") && !file.startsWith("app/"));
  expect(bad, "the app is the top of the house").toEqual([]);
});

test("only the platform imports Tauri", () => {
  const bad = offending(
    ({ file, target }) => target.startsWith("@tauri-apps/") && file !== "platform/tauri.ts",
  );
  expect(bad, "everything else runs in any browser and in tests").toEqual([]);
});

test("the shipped app contains nothing of the fake", () => {
  const bad = offending(
    ({ file, target }) => target.startsWith("platform/fake") && !file.startsWith("platform/fake"),
  );
  expect(bad, "invented people belong to the fake mode and to tests").toEqual([]);
});

test("the contract knows no screens", () => {
  const bad = offending(
    ({ file, target }) => file.startsWith("contract/") && /^(components|session|app)\//.test(target),
  );
  expect(bad, "the contract stands below the screens").toEqual([]);
});
