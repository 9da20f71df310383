/** What mappings and destinations make of the fake's people: enough to look at. */

import type { Config, DepartmentPreview, MappingPreview } from "@/contract/types";
import { type Source, short } from "./directory";
import { fits } from "./evaluate";

/** One source, the first of a chain; templates have their fields filled in. */
function valueOf(from: string | string[], { attributes }: Source): string | null {
  for (const item of [from].flat()) {
    const read = (name: string) => [attributes[name.replace(/\[\d+\]$/, "")]].flat()[0] ?? "";
    const text = item.includes("{")
      ? item.replace(/\{([^}]*)\}/g, (_, name: string) => String(read(name)))
      : read(item);
    if (text) return String(text);
  }
  return null;
}

export function previewOfMapping(
  config: Config,
  saved: Config,
  people: Source[],
  asked: string | null,
): MappingPreview {
  const at = Math.max(
    0,
    people.findIndex(({ object_id }) => object_id === asked),
  );
  const shown = people[at];
  const entries = Object.entries(config.mapping);
  const edited = (field: string) =>
    JSON.stringify(config.mapping[field as "city"]) !== JSON.stringify(saved.mapping[field as "city"]);
  return {
    rows: entries.map(([field, { from }]) => ({
      field: field as "city",
      sample: shown ? valueOf(from, shown) : null,
      filled: people.filter((person) => valueOf(from, person) !== null).length,
      edited: edited(field),
    })),
    people: people.length,
    changed: entries.some(([field]) => edited(field)) ? people.length : 0,
    person: shown ? short(shown) : null,
    previous: people[at - 1]?.object_id ?? null,
    next: people[at + 1]?.object_id ?? null,
    problems: [],
    needs_preview: people.length === 0,
  };
}

export function previewOfDepartments(config: Config, people: Source[]): DepartmentPreview {
  const samples = people.slice(0, 5).map((person) => {
    const rule = config.rules.find(({ enabled, who }) => enabled && fits(who, person));
    const then = rule?.then ?? config.otherwise;
    const place = "import" in then ? then.import : {};
    const named =
      "department" in place ? String(place.department) : String(person.attributes.department ?? "");
    return { person: short(person), departments: [named || config.default_department] };
  });
  return { samples, new_departments: [], departments: samples.length, needs_preview: people.length === 0 };
}
