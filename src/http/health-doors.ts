import { describeFailure } from '../observe/describe-failure.ts';
import type { Logger } from '../observe/logger.ts';
import type { Door, DoorAnswer } from './door.ts';

/** Something that the bot cannot work without, and whether it is there right now. */
export interface ReadinessCheck {
  /** Said to whoever asks: `store`, `content`. */
  readonly name: string;
  /** A check that rejects counts as failed. */
  readonly able: () => Promise<boolean>;
  /**
   * Whether people are served without it. Then the answer stays yes and names it: to take the bot
   * away because a mail waits would take away the answers too.
   */
  readonly spared?: boolean;
}

/** Longer than this and the answer is no: an orchestrator does not wait either. */
const checkMs = 2_000;

/**
 * The doors that orchestrators ask: `/healthz` (the process answers) and `/readyz` (it can work).
 *
 * What is missing but spared shows as `degraded`. A failed readiness check takes the process out of service and leaves it running, since what is
 * missing is usually not mended by a restart.
 */
export function healthDoors(checks: readonly ReadinessCheck[]): readonly Door[] {
  return [
    { method: 'GET', path: '/healthz', handle: () => Promise.resolve(alive) },
    { method: 'GET', path: '/readyz', handle: ({ log }) => readiness(checks, log) },
  ];
}

const alive: DoorAnswer = { status: 200, body: { status: 'alive' } };

async function readiness(checks: readonly ReadinessCheck[], log: Logger): Promise<DoorAnswer> {
  const results = await Promise.all(
    checks.map(async (check) => ({ check, able: await answersYes(check, log) })),
  );
  const failed = results.filter(({ able }) => !able).map(({ check }) => check);
  const missing = failed.filter(({ spared }) => spared !== true).map(({ name }) => name);
  const degraded = failed.filter(({ spared }) => spared === true).map(({ name }) => name);
  const named = degraded.length === 0 ? {} : { degraded };
  if (missing.length > 0) return { status: 503, body: { status: 'not-ready', missing, ...named } };
  return degraded.length === 0
    ? { status: 200, body: { status: 'ready' } }
    : { status: 200, body: { status: 'degraded', degraded } };
}

async function answersYes(check: ReadinessCheck, log: Logger): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), checkMs);
  const asked = check.able().catch((cause: unknown) => {
    log.warn('readiness.failed', { check: check.name, ...describeFailure(cause) });
    return false;
  });
  const able = await Promise.race([asked, tooLate]);
  clearTimeout(timer);
  return able;
}
