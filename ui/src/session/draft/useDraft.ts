/**
 * The configuration of a connection as it is being edited. It outlives the screen it is edited on:
 * rules, departments and mapping are saved together.
 */

import { useQuery } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { read } from "@/contract/call";
import type { Config, Failure, RuleConfig } from "@/contract/types";
import { begin, edited, type History, redone, undone } from "./history";
import { type Draft, fromConfig, toConfig } from "./model";
import { renamed } from "./rename";

interface Editing {
  /** The saved configuration this began from. */
  base: Config;
  saved: Draft;
  history: History<Draft>;
}

let drafts: ReadonlyMap<number, Editing> = new Map();
const watchers = new Set<() => void>();

function put(connection: number, editing: Editing): void {
  drafts = new Map([...drafts, [connection, editing]]);
  for (const tell of watchers) tell();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** A newly started app edits nothing. */
export function forgetDrafts(): void {
  drafts = new Map();
  for (const tell of watchers) tell();
}

/** A department was renamed: what is being edited names it by its new name, as the saved rules do. */
export function followRename(from: string, to: string): void {
  const after = (draft: Draft) => renamed(draft, from, to);
  for (const [connection, { base, saved, history }] of drafts) {
    const { past, present, future } = history;
    put(connection, {
      base: renamed(base, from, to),
      saved: after(saved),
      history: { ...history, past: past.map(after), present: after(present), future: future.map(after) },
    });
  }
}

function isDirty({ saved, history }: Editing): boolean {
  return history.present !== saved && !same(toConfig(history.present), toConfig(saved));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether any connection has edits that are not saved. */
export function useUnsaved(): boolean {
  return useSyncExternalStore(watch, () => [...drafts.values()].some(isDirty));
}

/** What was saved elsewhere replaces a draft without edits; edits are never thrown away. */
function begun(connection: number, base: Config): Editing {
  const known = drafts.get(connection);
  if (known && (same(known.base, base) || isDirty(known))) return known;
  const saved = fromConfig(base);
  const editing = { base, saved, history: begin(saved) };
  drafts = new Map([...drafts, [connection, editing]]);
  return editing;
}

export interface DraftEditing extends Omit<RuleConfig, "config"> {
  connection: number;
  draft: Draft;
  /** The same as the core takes it. */
  config: Config;
  dirty: boolean;
  /** `key` names what is typed into, so that a word is one step of undo. */
  edit(change: (draft: Draft) => Draft, key?: string): void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  discard(): void;
  /** That draft was saved: what differs from it is unsaved. */
  settled(draft: Draft): void;
}

/** The draft as it is now, also right after an edit that was not drawn yet. */
export function latestDraft(connection: number): Draft | undefined {
  return drafts.get(connection)?.history.present;
}

export interface DraftState {
  editing: DraftEditing | undefined;
  error: Failure | null;
  retry(): void;
}

export function useDraft(connection: number): DraftState {
  const { data, error, refetch } = useQuery(read("rule_config", { connection }));
  const all = useSyncExternalStore(watch, () => drafts);
  const editing = useMemo(() => {
    void all;
    return data && actions(connection, data);
  }, [connection, data, all]);
  return { editing, error, retry: () => void refetch() };
}

function actions(connection: number, { config: base, ...rest }: RuleConfig): DraftEditing {
  const editing = begun(connection, base);
  const { saved, history } = editing;
  const move = (next: History<Draft>) => put(connection, { ...editing, history: next });
  return {
    ...rest,
    connection,
    draft: history.present,
    config: toConfig(history.present),
    dirty: isDirty(editing),
    edit: (change, key) => {
      // The newest state, not the one this was made for: two edits may come within one render.
      const latest = drafts.get(connection) ?? editing;
      put(connection, {
        ...latest,
        history: edited(latest.history, change(latest.history.present), key, Date.now()),
      });
    },
    undo: history.past.length > 0 ? () => move(undone(history)) : undefined,
    redo: history.future.length > 0 ? () => move(redone(history)) : undefined,
    discard: () => put(connection, { ...editing, history: edited(history, saved, undefined, Date.now()) }),
    settled: (draft) => {
      const latest = drafts.get(connection) ?? editing;
      put(connection, { ...latest, base: toConfig(draft), saved: draft });
    },
  };
}
