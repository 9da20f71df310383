/**
 * Whose habits dates and numbers follow. Unless a region is chosen, those that the system names for
 * the language; a chosen one has its own, whatever language the words are in.
 */

import { useSyncExternalStore } from "react";

/** Regions with the languages their habits are written down for, the usual one first. */
const regions = {
  AT: ["de"],
  AU: ["en"],
  BE: ["nl", "fr", "de"],
  CA: ["en", "fr"],
  CH: ["de", "fr", "it"],
  CZ: ["cs"],
  DE: ["de"],
  DK: ["da"],
  ES: ["es"],
  FI: ["fi"],
  FR: ["fr"],
  GB: ["en"],
  HU: ["hu"],
  IE: ["en"],
  IN: ["en"],
  IT: ["it"],
  LI: ["de"],
  LU: ["fr", "de"],
  NL: ["nl"],
  NO: ["nb"],
  NZ: ["en"],
  PL: ["pl"],
  PT: ["pt"],
  SE: ["sv"],
  US: ["en"],
  ZA: ["en"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Region = keyof typeof regions;
export type RegionChoice = "system" | Region;
export const regionChoices: readonly RegionChoice[] = ["system", ...(Object.keys(regions) as Region[])];

let chosen: RegionChoice = "system";
const watchers = new Set<() => void>();

export function setRegion(choice: RegionChoice): void {
  chosen = choice;
  for (const tell of watchers) tell();
}

/** The tag of the chosen region's habits, such as `de-CH`; `undefined`: none is chosen. */
export function habitsOf(choice: RegionChoice, language: string): string | undefined {
  if (choice === "system") return undefined;
  const written: readonly string[] = regions[choice];
  return `${written.includes(language) ? language : written[0]}-${choice}`;
}

/** The chosen language with the region the system names for it, such as `en-GB` for `en`. */
export function regional(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().split("-")[0] === language) ?? language;
}

/** The tag that numbers follow, unless told otherwise as it is chosen now. */
export function numbersOf(language: string, choice = chosen): string {
  return habitsOf(choice, language) ?? regional(language, navigator.languages);
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export function useRegion(): RegionChoice {
  return useSyncExternalStore(watch, () => chosen);
}
