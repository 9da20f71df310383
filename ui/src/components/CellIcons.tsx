/** The icons of a table, drawn once; its cells refer to them by name. */

import type { ComponentType } from "react";
import { iconId } from "./cells";

export function CellIcons({ icons }: { icons: Record<string, ComponentType> }) {
  return (
    <svg className="visually-hidden" aria-hidden focusable="false">
      {Object.entries(icons).map(([name, Icon]) => (
        <symbol key={name} id={iconId(name)}>
          <Icon />
        </symbol>
      ))}
    </svg>
  );
}
