/**
 * Fluent's combobox as a single stop of the Tab key. Its arrow is for the mouse; keys open the list
 * from the text. Fluent names the arrow in English, whatever the language, so it is not named at all.
 */

import { type ComboboxProps, Combobox as FluentCombobox } from "@fluentui/react-components";

const forTheMouse = { tabIndex: -1, "aria-hidden": true } as const;

export function Combobox({ onOptionSelect, ...props }: ComboboxProps) {
  return (
    <FluentCombobox
      expandIcon={forTheMouse}
      {...props}
      onOptionSelect={(event, data) => {
        // Where anything may be typed, Tab leaves it as typed: Enter takes what the list offers.
        if (props.freeform && "key" in event && event.key === "Tab") return;
        onOptionSelect?.(event, data);
      }}
    />
  );
}
