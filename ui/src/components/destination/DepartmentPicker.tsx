/** A department's path: typed freely, or one that exists. */

import { type ComboboxProps, Option } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Combobox } from "@/components/Combobox";
import { read } from "@/contract/call";
import styles from "./Destination.module.css";

export interface DepartmentPickerProps extends Omit<ComboboxProps, "value" | "onChange"> {
  value: string;
  onChange(path: string): void;
}

const most = 50;

export function DepartmentPicker({ value, onChange, ...rest }: DepartmentPickerProps) {
  const { data = [] } = useQuery(read("departments", {}));
  const [typed, setTyped] = useState(false);
  const [open, setOpen] = useState(false);
  const needle = typed ? value.trim().toLowerCase() : "";
  const found = data.filter(({ path }) => path.toLowerCase().includes(needle)).slice(0, most);
  return (
    <Combobox
      {...rest}
      freeform
      className={styles.picker}
      input={{ className: styles.input }}
      value={value}
      selectedOptions={[value]}
      onChange={({ target }) => {
        setTyped(true);
        setOpen(true);
        onChange(target.value);
      }}
      open={open && found.length > 0}
      onOpenChange={(_, data) => {
        setOpen(data.open);
        if (!data.open) setTyped(false);
      }}
      onOptionSelect={(_, { optionValue }) => optionValue !== undefined && onChange(optionValue)}
    >
      {found.map(({ path }) => (
        <Option key={path} value={path}>
          {path}
        </Option>
      ))}
    </Combobox>
  );
}
