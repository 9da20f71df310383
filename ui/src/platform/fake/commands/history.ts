/** What was done, and taking it back. */

import type { Counts, Undone, UndoPreview } from "@/contract/types";
import { person } from "../people";
import { passedOver, planPage } from "../plan";
import { failureOf, noCounts, runAt, type World } from "../world";
import type { Emit, Part } from "./part";

const nobody = { add: 0, update: 0, remove: 0, conflict: 0, not_imported: 0, unchanged: 0, limit: 0 };

export function historyHandlers(world: World, emit: Emit) {
  return {
    history: ({ start, count }) => world.runs.slice(start, start + count),
    runs_of: ({ person: id }) => world.runs.filter(({ counts }) => counts.update > 0 || counts.add > id),
    run_rows: ({ run, tab, start, count }) => {
      if (tab === "not_imported") return passedOver(world.runs.find((r) => r.run === run)?.passed_over ?? 0);
      const { add, update, remove } = world.runs.find((r) => r.run === run)?.counts ?? { ...nobody };
      return planPage({ ...nobody, add, update, remove }, tab, start, count);
    },
    undo_preview: ({ run }) => outlook(world, run),
    undo_run: ({ run }) => {
      const undone = takeBack(world, run);
      emit("changed", ["connections", "employees", "history", "preview"]);
      return undone;
    },
    restore_preview: ({ run }) => {
      const outlooks = laterThan(world, run).map((later) => outlook(world, later));
      const sum = (kind: keyof Counts) => outlooks.reduce((all, { counts }) => all + counts[kind], 0);
      const [remove, update, restore, unchanged] = (
        ["remove", "update", "restore", "unchanged"] as const
      ).map(sum);
      const counts = { ...noCounts, remove, update, restore, unchanged };
      const comes_again = outlooks.some((one) => one.comes_again);
      return { runs: outlooks.length, counts, kept: outlooks[0]?.kept ?? [], comes_again };
    },
    restore_to: ({ run }) => {
      const undone = laterThan(world, run).map((later) => takeBack(world, later));
      emit("changed", ["connections", "employees", "history", "preview"]);
      const comes_again = undone.some((one) => one.comes_again);
      return { runs: undone.map((one) => one.run), kept: undone[0]?.kept ?? [], comes_again };
    },
  } satisfies Part;
}

/** The first one was edited since, as it often is. */
function outlook(world: World, run: number): UndoPreview {
  const of = world.runs.find((r) => r.run === run);
  if (!of || of.result !== "applied" || of.undone_by) throw failureOf("not_undoable", { run: String(run) });
  const { add, update, remove } = of.counts;
  const kept = update > 0 ? [person(0, "Contoso Germany")] : [];
  const changed = { remove: add, update: update - kept.length, restore: remove, unchanged: kept.length };
  const counts = { ...of.counts, add: 0, link: 0, not_imported: 0, ...changed };
  return { runs: 1, counts, kept, comes_again: comesAgain(world, run) };
}

/** Of a sync, and of what brought its work back; not of what an undo did. */
function comesAgain(world: World, run: number): boolean {
  const tookBack = world.runs.find((r) => r.undone_by === run);
  return !tookBack || !comesAgain(world, tookBack.run);
}

function takeBack(world: World, run: number): Undone {
  const { counts, kept, comes_again } = outlook(world, run);
  const undone = runAt(world.runs.length + 10, 0, { trigger: "undo", counts, read: null });
  world.runs = [undone, ...world.runs.map((r) => (r.run === run ? { ...r, undone_by: undone.run } : r))];
  return { run: undone, kept, comes_again };
}

/** Newest first. */
function laterThan(world: World, run: number): number[] {
  const later = world.runs.filter((r) => r.run > run && r.result === "applied" && r.undone_by === null);
  return later.map((r) => r.run);
}
