/** What stands for a screen in the rail. */

import type { ComponentType } from "react";
import * as Icons from "@/components/icons";
import type { Screen } from "@/session/screens";

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
