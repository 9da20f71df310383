/** Theme, text size, density, language and region: the admin's choice if there is one, else the system's. Kept on this machine. */

import { FluentProvider } from "@fluentui/react-components";
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { useMedia } from "@/components/useMedia";
import { call } from "@/contract/call";
import { bestLanguage, changeLanguage, changeRegion, type Language } from "@/i18n";
import { writtenHabits } from "@/i18n/habits";
import { numbersOf, type RegionChoice, regionChoices } from "@/i18n/region";
import { platform } from "@/platform/platform";
import { remember, remembered, rememberedText } from "./memory";
import { themes } from "./themes";

export const themeChoices = ["system", "light", "dark", "contrast"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type LanguageChoice = "system" | Language;

/** Percent of the usual size. */
export const textSizes = [80, 90, 100, 110, 125, 150, 175, 200] as const;
export type TextSize = (typeof textSizes)[number];

/** How much room a row of a table takes. */
export const densities = ["comfortable", "compact"] as const;
export type Density = (typeof densities)[number];

interface Appearance {
  theme: ThemeChoice;
  language: LanguageChoice;
  region: RegionChoice;
  textSize: TextSize;
  density: Density;
  chooseDensity(density: Density): void;
  chooseTextSize(size: TextSize): void;
  chooseTheme(theme: ThemeChoice): void;
  chooseLanguage(language: LanguageChoice): void;
  chooseRegion(region: RegionChoice): void;
}

const AppearanceContext = createContext<Appearance | undefined>(undefined);

export function chosenLanguage(): Language {
  return spoken(remembered("language", ["system", "en", "de", "fr"], "system"));
}

export function chosenRegion(): RegionChoice {
  return remembered("region", regionChoices, "system");
}

function spoken(choice: LanguageChoice): Language {
  return choice === "system" ? bestLanguage(navigator.languages) : choice;
}

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState(() => remembered("theme", themeChoices, "system"));
  const [language, setLanguage] = useState<LanguageChoice>(() =>
    remembered("language", ["system", "en", "de", "fr"], "system"),
  );
  const [region, setRegion] = useState(chosenRegion);
  const [density, setDensity] = useState(() => remembered("density", densities, "comfortable"));
  const [textSize, setTextSize] = useState(keptTextSize);
  useEffect(() => void platform().zoom(textSize / 100), [textSize]);
  useEffect(() => tellLanguage(language, region), [language, region]);
  const system = useSystemTheme();
  const shown = theme === "system" ? system : theme;

  useEffect(() => {
    const scheme = shown === "light" ? "light" : "dark";
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.style.background = themes[shown].colorNeutralBackground2;
  }, [shown]);

  const value = useMemo<Appearance>(
    () => ({
      theme,
      language,
      region,
      textSize,
      density,
      chooseDensity: (choice) => {
        remember("density", choice);
        setDensity(choice);
      },
      chooseTextSize: (size) => {
        remember("text_size", String(size));
        setTextSize(size);
      },
      chooseTheme: (choice) => {
        remember("theme", choice);
        setTheme(choice);
      },
      chooseLanguage: (choice) => {
        remember("language", choice);
        setLanguage(choice);
        void changeLanguage(chosenLanguage());
      },
      chooseRegion: (choice) => {
        remember("region", choice);
        setRegion(choice);
        void changeRegion(choice);
      },
    }),
    [theme, language, region, textSize, density],
  );
  return (
    <AppearanceContext value={value}>
      <FluentProvider theme={themes[shown]}>{children}</FluentProvider>
    </AppearanceContext>
  );
}

/** Notifications and the tray speak and count as the window does. Without the host's ear they keep their own ways. */
function tellLanguage(choice: LanguageChoice, region: RegionChoice): void {
  const language = spoken(choice);
  call("set_language", { language, habits: writtenHabits(numbersOf(language, region)) }).catch(() => {});
}

function keptTextSize(): TextSize {
  return textSizes.find((size) => String(size) === rememberedText("text_size")) ?? 100;
}

export function useAppearance(): Appearance {
  const appearance = use(AppearanceContext);
  if (!appearance) throw new Error("AppearanceProvider is missing");
  return appearance;
}

/** Colours that the system forces on every program go before dark and light. */
function useSystemTheme(): Exclude<ThemeChoice, "system"> {
  const dark = useMedia("(prefers-color-scheme: dark)");
  const forced = useMedia("(forced-colors: active)");
  if (forced) return "contrast";
  return dark ? "dark" : "light";
}
