import type { RuleId } from './rules.ts';
import { rules } from './rules.ts';

/** Something an author has to put right, or at least to look at. */
export interface Mistake {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly rule: RuleId;
  readonly message: string;
  /** What to do about it, as an order to the author. */
  readonly remedy: string;
  /** A warning never stops a start. */
  readonly severity: 'error' | 'warning';
}

/** Where a mistake is. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

/** A mistake against a rule, with the severity that the rule has. */
export function mistake(rule: RuleId, spot: Spot, message: string, remedy: string): Mistake {
  const { file, line } = spot;
  return { file, line, rule, message, remedy, severity: rules[rule].severity };
}

/** The mistakes in the order in which an author goes through the files, each one once. */
export function inOrder(mistakes: readonly Mistake[]): Mistake[] {
  const once = new Map(
    mistakes.map((it) => [`${it.file}:${it.line}:${it.rule}:${it.message}`, it]),
  );
  return [...once.values()].sort(
    (one, other) =>
      compare(one.file, other.file) || one.line - other.line || compare(one.rule, other.rule),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
