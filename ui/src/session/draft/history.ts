/** Undo and redo over any value. Edits under one key that follow each other closely are one step. */

export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last edit was about, and when: typing goes on under the same key. */
  key: string | undefined;
  at: number;
}

const oneStep = 1_000;
const mostSteps = 200;

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], key: undefined, at: 0 };
}

/** `at` in milliseconds. */
export function edited<T>(history: History<T>, present: T, key: string | undefined, at: number): History<T> {
  if (present === history.present) return history;
  const goesOn = key !== undefined && key === history.key && at - history.at < oneStep;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present, future: [], key, at };
}

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present, future, key: undefined, at: 0 };
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, key: undefined, at: 0 };
}
