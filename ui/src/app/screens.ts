/** Which feature fills which place of the rail, loaded when it is first wanted: the app starts with one of them. */

import type { ComponentType } from "react";
import { type Screen, screens } from "@/session/screens";

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

/** `undefined` until it has come. */
export const loadedScreen = (screen: Screen): ComponentType | undefined => loaded.get(screen);

export async function loadScreen(screen: Screen): Promise<void> {
  if (!loaded.has(screen)) loaded.set(screen, await sources[screen]());
}

/** The others, one after the other, so that going there costs no loading. */
export async function loadScreens(): Promise<void> {
  for (const screen of screens) await loadScreen(screen);
}
