/** The edited mapping tried on one person after the other, with how many people have a value. */

import { useState } from "react";
import { useShortcut } from "@/components/useShortcut";
import type { Field, MappingPreview, MappingRow } from "@/contract/types";
import type { DraftEditing } from "@/session/draft/useDraft";
import { type Trial, useTrial } from "@/session/draft/useTrial";

export interface Sample extends Trial<MappingPreview> {
  row(field: Field): MappingRow | undefined;
  /** Undefined at the ends. */
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
}

export function useSample({ connection, config }: DraftEditing): Sample {
  const [person, show] = useState<string | null>(null);
  const trial = useTrial("preview_mapping", config, { connection, person });
  const to = (id: string | null | undefined) => (id ? () => show(id) : undefined);
  const previous = to(trial.preview?.previous);
  const next = to(trial.preview?.next);
  useShortcut("alt+ArrowLeft", () => previous?.());
  useShortcut("alt+ArrowRight", () => next?.());
  const row = (field: Field) => trial.preview?.rows.find((one) => one.field === field);
  return { ...trial, row, previous, next };
}

/** There is somebody to show, or will be in a moment. */
export function hasSamples({ preview, error }: Sample): boolean {
  return !error && (!preview || preview.person !== null);
}
