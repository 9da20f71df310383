/** The catalogue in three languages. The same files feed the command line and notifications. */

import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import de from "./de.json";
import en from "./en.json";
import fr from "./fr.json";
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

export async function startI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, de: { translation: de }, fr: { translation: fr } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  i18next.services.formatter?.add("number", (value, lng) => written(numbersOf(lng ?? language), value));
  document.documentElement.lang = language;
}

/** Sentences with numbers in them are put together anew. */
export async function changeRegion(choice: RegionChoice): Promise<void> {
  setRegion(choice);
  await i18next.changeLanguage(i18next.language);
}

export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
