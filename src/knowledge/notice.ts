import type { Stage } from './stage.ts';

/** A notice of the operator: something that is wrong right now, in every language. */
export interface Notice {
  readonly id: string;
  /** Milliseconds since 1970; it holds from `from` up to, and not including, `until`. */
  readonly from: number;
  readonly until: number;
  /** Steps that it concerns; none means everybody. */
  readonly stages: readonly Stage[];
  /** Networks that it concerns; none means everybody. */
  readonly networks: readonly string[];
  /** Its words by language. */
  readonly text: Readonly<Record<string, string>>;
}

/** Whether a notice holds at a moment. */
export function holdsAt({ from, until }: Notice, now: number): boolean {
  return from <= now && now < until;
}

/** Whether a notice concerns someone at this step, of this network; who is unknown is concerned. */
export function concerns(
  { stages, networks }: Notice,
  stage: Stage | null,
  network: string | null,
): boolean {
  const atStep = stages.length === 0 || stage === null || stages.includes(stage);
  const inNetwork = networks.length === 0 || network === null || networks.includes(network);
  return atStep && inNetwork;
}
