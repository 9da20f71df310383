/** Which feature fills which place of the rail. */

import type { ComponentType } from "react";
import * as Icons from "@/components/icons";
import { ConnectionsScreen } from "@/features/connections/ConnectionsScreen";
import { DepartmentsScreen } from "@/features/departments/DepartmentsScreen";
import { EmployeesScreen } from "@/features/employees/EmployeesScreen";
import { HistoryScreen } from "@/features/history/HistoryScreen";
import { MappingScreen } from "@/features/mapping/MappingScreen";
import { OrganisationScreen } from "@/features/organisation/OrganisationScreen";
import { PreviewScreen } from "@/features/preview/PreviewScreen";
import { RulesScreen } from "@/features/rules/RulesScreen";
import { SettingsScreen } from "@/features/settings/SettingsScreen";
import type { Screen } from "@/session/navigation";

export const screenViews: Record<Screen, ComponentType> = {
  connections: ConnectionsScreen,
  preview: PreviewScreen,
  rules: RulesScreen,
  departments: DepartmentsScreen,
  mapping: MappingScreen,
  employees: EmployeesScreen,
  organisation: OrganisationScreen,
  history: HistoryScreen,
  settings: SettingsScreen,
};

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
