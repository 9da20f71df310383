/** The search of the current list; Ctrl+F brings the focus here. */

import { SearchBox } from "@fluentui/react-components";
import { type KeyboardEvent, useRef } from "react";
import { useShortcut } from "./useShortcut";

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange(text: string): void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut("mod+f", () => input.current?.select());
  // Esc gives up what is behind the search as well, but one thing at a time.
  const clearOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || value === "") return;
    event.preventDefault();
    onChange("");
  };
  return (
    <SearchBox
      ref={input}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(_, data) => onChange(data.value)}
      onKeyDown={clearOnEscape}
    />
  );
}
