/** Copies a text and says so in place. */

import { Button, type ButtonProps } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { platform } from "@/platform/platform";
import { CopyIcon, DoneIcon } from "./icons";

export type CopyButtonProps = { text: string; label: string } & Pick<ButtonProps, "appearance" | "size">;

export function CopyButton({ text, label, ...look }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    await platform().copyText(text);
    setCopied(true);
  };
  return (
    <Button {...look} icon={copied ? <DoneIcon /> : <CopyIcon />} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t("common.copied") : label}</span>
    </Button>
  );
}
