/** The six steps from no account to the first day in the CPMS, in order (voice of the bot, rule 2). */
export const stages = [
  'account',
  'second-factor',
  'request',
  'approval',
  'login',
  'preferences',
] as const;

/** One of the six steps. */
export type Stage = (typeof stages)[number];

/** The step's number as people see it, from 1 to 6. */
export function stageNumber(stage: Stage): number {
  return stages.indexOf(stage) + 1;
}
