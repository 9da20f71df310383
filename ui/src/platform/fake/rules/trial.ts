/** What mappings and destinations make of the fake's people: enough to look at. */

import type { Config, DepartmentPreview, Field, FieldMapping, MappingPreview } from "@/contract/types";
import { type Source, short } from "./directory";
import { fits } from "./evaluate";

/** One source, the first of a chain; templates have their fields filled in. Of transforms, only cases. */
function valueOf(mapping: FieldMapping | undefined, person: Source): string | null {
  const text = readOf(mapping?.from ?? [], person);
  if (mapping?.transform === "upper") return text && text.toUpperCase();
  return mapping?.transform === "lower" ? text && text.toLowerCase() : text;
}

function readOf(from: string | string[], { attributes }: Source): string | null {
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
  const fields = Object.keys(config.mapping) as Field[];
  const made = (by: Config, field: Field, person: Source) => valueOf(by.mapping[field], person);
  const differs = (person: Source) =>
    fields.some((field) => made(config, field, person) !== made(saved, field, person));
  return {
    rows: fields.map((field) => ({
      field,
      sample: shown ? made(config, field, shown) : null,
      filled: people.filter((person) => made(config, field, person) !== null).length,
      edited: JSON.stringify(config.mapping[field]) !== JSON.stringify(saved.mapping[field]),
    })),
    people: people.length,
    changed: people.filter(differs).length,
    person: shown ? short(shown) : null,
    previous: people[at - 1]?.object_id ?? null,
    next: people[at + 1]?.object_id ?? null,
    problems: [],
    needs_preview: people.length === 0,
  };
}

function placeOf(config: Config, person: Source): string | undefined {
  const then =
    config.rules.find(({ enabled, who }) => enabled && fits(who, person))?.then ?? config.otherwise;
  if (!("import" in then)) return undefined;
  const named = "department" in then.import ? then.import.department : person.attributes.department;
  return String(named ?? "") || config.default_department;
}

/** The first person of each of the largest departments; `existing`: paths of the list. */
export function previewOfDepartments(
  config: Config,
  people: Source[],
  existing: ReadonlySet<string>,
): DepartmentPreview {
  const found = new Map<string, Source[]>();
  for (const person of people) {
    const place = placeOf(config, person);
    if (place) found.set(place, [...(found.get(place) ?? []), person]);
  }
  const places = [...found].map(([department, all]) => ({ department, people: all.length, first: all[0] }));
  const largest = places.toSorted((a, b) => b.people - a.people).slice(0, 5);
  return {
    samples: largest.flatMap(({ department, first }) =>
      first ? [{ person: short(first), departments: [department] }] : [],
    ),
    new_departments: places
      .filter(({ department }) => !existing.has(department))
      .map(({ department, people: count }) => ({ department, people: count })),
    departments: places.length,
    needs_preview: people.length === 0,
  };
}
