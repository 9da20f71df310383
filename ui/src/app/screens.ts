/** Which feature fills which place of the rail, loaded when it is first wanted: the app starts with one of them. */

import { type ComponentType, useEffect, useState } from "react";
import * as Icons from "@/components/icons";
import { type Screen, screens } from "@/session/navigation";

const sources: Record<Screen, () => Promise<ComponentType>> = {
  connections: () => import("@/features/connections/ConnectionsScreen").then((m) => m.ConnectionsScreen),
  preview: () => import("@/features/preview/PreviewScreen").then((m) => m.PreviewScreen),
  rules: () => import("@/features/rules/RulesScreen").then((m) => m.RulesScreen),
  departments: () => import("@/features/departments/DepartmentsScreen").then((m) => m.DepartmentsScreen),
  mapping: () => import("@/features/mapping/MappingScreen").then((m) => m.MappingScreen),
  employees: () => import("@/features/employees/EmployeesScreen").then((m) => m.EmployeesScreen),
  organisation: () => import("@/features/organisation/OrganisationScreen").then((m) => m.OrganisationScreen),
  history: () => import("@/features/history/HistoryScreen").then((m) => m.HistoryScreen),
  settings: () => import("@/features/settings/SettingsScreen").then((m) => m.SettingsScreen),
};
const loaded = new Map<Screen, ComponentType>();

export async function loadScreen(screen: Screen): Promise<void> {
  if (!loaded.has(screen)) loaded.set(screen, await sources[screen]());
}

/** The others, one after the other, so that going there costs no loading. */
export async function loadScreens(): Promise<void> {
  for (const screen of screens) await loadScreen(screen);
}

/**
 * The screen that is shown: the wanted one, or, while that one loads, still the one before, with the
 * question it may ask about leaving it. Not a Suspense boundary: React holds back what follows a
 * fallback for a third of a second.
 */
export function useShown(wanted: Screen): { screen: Screen; View: ComponentType | undefined } {
  const [screen, setScreen] = useState(wanted);
  const [, setLoaded] = useState<Screen>();
  if (screen !== wanted && loaded.has(wanted)) setScreen(wanted);
  useEffect(() => {
    if (loaded.has(wanted)) return setLoaded(wanted);
    const fail = (error: unknown) =>
      setLoaded(() => {
        throw error;
      });
    loadScreen(wanted).then(() => setLoaded(wanted), fail);
  }, [wanted]);
  return { screen, View: loaded.get(screen) };
}

/** For each place its icon: at rest, and while it is open. */
export const screenIcons: Record<Screen, [ComponentType, ComponentType]> = {
  connections: [Icons.ConnectionsIcon, Icons.ConnectionsActiveIcon],
  preview: [Icons.PreviewIcon, Icons.PreviewActiveIcon],
  rules: [Icons.RulesIcon, Icons.RulesActiveIcon],
  departments: [Icons.DepartmentsIcon, Icons.DepartmentsActiveIcon],
  mapping: [Icons.MappingIcon, Icons.MappingActiveIcon],
  employees: [Icons.EmployeesIcon, Icons.EmployeesActiveIcon],
  organisation: [Icons.OrganisationIcon, Icons.OrganisationActiveIcon],
  history: [Icons.HistoryIcon, Icons.HistoryActiveIcon],
  settings: [Icons.SettingsIcon, Icons.SettingsActiveIcon],
};
