/** Theme and language: the admin's choice if there is one, else the system's. Kept on this machine. */

import {
  FluentProvider,
  type Theme,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from "@fluentui/react-components";
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { bestLanguage, changeLanguage, type Language } from "@/i18n";
import { remember, remembered } from "./memory";

export const themeChoices = ["system", "light", "dark", "contrast"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type LanguageChoice = "system" | Language;

interface Appearance {
  theme: ThemeChoice;
  language: LanguageChoice;
  chooseTheme(theme: ThemeChoice): void;
  chooseLanguage(language: LanguageChoice): void;
}

const AppearanceContext = createContext<Appearance | undefined>(undefined);
const themes: Record<Exclude<ThemeChoice, "system">, Theme> = {
  light: webLightTheme,
  dark: webDarkTheme,
  contrast: teamsHighContrastTheme,
};

export function chosenLanguage(): Language {
  const choice = remembered("language", ["system", "en", "de", "fr"], "system");
  return choice === "system" ? bestLanguage(navigator.languages) : choice;
}

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState(() => remembered("theme", themeChoices, "system"));
  const [language, setLanguage] = useState<LanguageChoice>(() =>
    remembered("language", ["system", "en", "de", "fr"], "system"),
  );
  const systemDark = useSystemDark();
  const shown = theme === "system" ? (systemDark ? "dark" : "light") : theme;

  useEffect(() => {
    const scheme = shown === "light" ? "light" : "dark";
    document.documentElement.style.colorScheme = scheme;
    document.documentElement.style.background = themes[shown].colorNeutralBackground2;
  }, [shown]);

  const value = useMemo<Appearance>(
    () => ({
      theme,
      language,
      chooseTheme: (choice) => {
        remember("theme", choice);
        setTheme(choice);
      },
      chooseLanguage: (choice) => {
        remember("language", choice);
        setLanguage(choice);
        void changeLanguage(chosenLanguage());
      },
    }),
    [theme, language],
  );
  return (
    <AppearanceContext value={value}>
      <FluentProvider theme={themes[shown]}>{children}</FluentProvider>
    </AppearanceContext>
  );
}

export function useAppearance(): Appearance {
  const appearance = use(AppearanceContext);
  if (!appearance) throw new Error("AppearanceProvider is missing");
  return appearance;
}

const darkQuery = "(prefers-color-scheme: dark)";

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const media = matchMedia(darkQuery);
      media.addEventListener("change", tell);
      return () => media.removeEventListener("change", tell);
    },
    () => matchMedia(darkQuery).matches,
  );
}
