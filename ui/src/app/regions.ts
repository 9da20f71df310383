/** F6 walks through the parts of the window: rail, screen, list, panel. */

export function cycleRegions(): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const current = regions.findLastIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= regions.length; step += 1) {
    const region = regions[(current + step) % regions.length];
    if (region && focusInto(region)) return;
  }
}

function focusInto(region: HTMLElement): boolean {
  const target = region.querySelector<HTMLElement>(
    ".ag-header-cell, button:not([disabled]), input:not([disabled]), [tabindex='0']",
  );
  target?.focus();
  return target !== null && document.activeElement === target;
}
