/** The catalogue in three languages. The same files feed the command line and notifications. */

import i18next, { type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import type en from "./en.json";
import { numbersOf, type RegionChoice, setRegion } from "./region";

export const languages = ["en", "de", "fr"] as const;
export type Language = (typeof languages)[number];

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    // Codes contain underscores: their types must not be taken for contexts.
    contextSeparator: "|";
  }
}

/** The first language of the list that the catalogue has; English otherwise. */
export function bestLanguage(preferred: readonly string[]): Language {
  const bases = preferred.map((tag) => tag.toLowerCase().split("-")[0]);
  return bases.map((base) => languages.find((l) => l === base)).find(Boolean) ?? "en";
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function written(tag: string, value: number): string {
  const format = numberFormats.get(tag) ?? new Intl.NumberFormat(tag);
  numberFormats.set(tag, format);
  return format.format(value);
}

/** Only the one that is spoken is loaded: the others would be a tenth of what is read at the start. */
const catalogues: Record<Language, () => Promise<{ default: ResourceKey }>> = {
  en: () => import("./en.json"),
  de: () => import("./de.json"),
  fr: () => import("./fr.json"),
};

export async function startI18n(language: Language): Promise<void> {
  const { default: translation } = await catalogues[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false, // every language has every key
    resources: { [language]: { translation } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  // French has a form of its own for millions, which no sentence here needs.
  const { pluralResolver: forms } = i18next.services;
  const suffix = forms.getSuffix.bind(forms);
  forms.getSuffix = (...asked: unknown[]) => suffix(...asked).replace(/many$/, "other");
  i18next.services.formatter?.add("number", (value, lng) => written(numbersOf(lng ?? language), value));
  document.documentElement.lang = language;
}

/** Sentences with numbers in them are put together anew. */
export async function changeRegion(choice: RegionChoice): Promise<void> {
  setRegion(choice);
  await i18next.changeLanguage(i18next.language);
}

let wanted: Language;

/** The language asked for last is spoken in the end, whichever is loaded first. */
export async function changeLanguage(language: Language): Promise<void> {
  wanted = language;
  const { default: translation } = await catalogues[language]();
  if (wanted !== language) return;
  i18next.addResourceBundle(language, "translation", translation);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
