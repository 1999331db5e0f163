import type { DialogContent } from '../../src/dialog/content.ts';
import type { SayState, State } from '../../src/dialog/definition.ts';
import type { Snapshot } from '../../src/dialog/snapshot.ts';
import { factsOf } from '../../src/dialog/facts.ts';
import { newSnapshot } from '../../src/dialog/snapshot.ts';
import { step } from '../../src/dialog/step.ts';
import type { Stepped } from '../../src/dialog/step.ts';

/** What may be known of a person, in the combinations that any condition of the content asks about. */
export const profiles: readonly Readonly<Record<string, string>>[] = [
  {},
  { network: 'reconnet' },
  { network: 'reconnet', account: 'guest' },
  {
    network: 'reconnet',
    account: 'guest',
    process: 'saas',
    method: 'sms',
    country: 'IT',
    sent: '2026-11-09',
  },
  { network: 'reconnet', account: 'member', process: 'cpms2', method: 'app', sent: '2026-10-01' },
  {
    network: 'eurobloodnet',
    account: 'member',
    process: 'saas',
    method: 'other',
    country: 'BE',
    sent: '2026-11-09',
  },
  { network: 'eurobloodnet', account: 'guest', country: 'PT' },
  { network: 'erknet', account: 'member', sent: '2026-11-10' },
  { network: 'ern-rnd', account: 'guest', process: 'saas' },
  { network: 'vascern', account: 'guest', process: 'saas', method: 'sms' },
  { account: 'guest', process: 'saas' },
  { account: 'member', process: 'saas' },
  { process: 'cpms2' },
  { method: 'sms' },
  { sent: '2026-11-10' },
  { sent: '2026-09-01' },
];

/** A way from one state to another that a person can take. */
export interface Way {
  readonly from: string;
  readonly answer: string;
  readonly to: string;
  readonly stepped: Stepped;
}

/** The moment at which the exploration happens. */
export const exploredAt = Date.parse('2026-11-12T09:00:00Z');

/** Every state that says something, with its place. */
export function sayStates(content: DialogContent): { place: string; state: SayState }[] {
  return allStates(content).flatMap(({ place, state }) =>
    state.kind === 'say' ? [{ place, state }] : [],
  );
}

/** Every state of every dialog, with its place. */
export function allStates(content: DialogContent): { place: string; state: State }[] {
  return Object.values(content.dialogs).flatMap((dialog) =>
    Object.values(dialog.states).map((state) => ({ place: `${dialog.id}/${state.id}`, state })),
  );
}

/** A conversation that stands at a place, with what a profile knows. */
export function standingAt(
  content: DialogContent,
  place: string,
  slots: Readonly<Record<string, string>>,
  language: string,
): Snapshot {
  const fresh = newSnapshot(content.root, { language, slots }, exploredAt);
  return {
    ...fresh,
    place,
    begun: true,
    calls: ['second-factor/sign-in'],
    told: ['privacy', 'english-labels'],
  };
}

/** Presses every button of every state, for every profile, in one language. */
export function walkEverything(
  content: DialogContent,
  knows: Readonly<Record<string, readonly string[]>>,
  language: string,
): Way[] {
  return sayStates(content).flatMap(({ place, state }) =>
    profilesFor(content, knows[place] ?? []).flatMap((slots) =>
      [
        ...state.answers.map(({ id }) => id),
        '@stuck',
        '@different',
        '@person',
        '@back',
        '@where',
      ].map((answer) => {
        const before = standingAt(content, place, slots, language);
        const stepped = step(content, before, { kind: 'presses', place, answer }, exploredAt);
        return { from: place, answer, to: stepped.snapshot.place, stepped };
      }),
    ),
  );
}

/** Every place a person can get to from the greeting by pressing what is on offer. */
export function reachFromRoot(content: DialogContent, language: string): Set<string> {
  const seen = new Set<string>();
  const reached = new Set<string>();
  const waiting: Snapshot[] = profiles.map(
    (slots) =>
      step(
        content,
        newSnapshot(content.root, { language, slots }, exploredAt),
        { kind: 'begins' },
        exploredAt,
      ).snapshot,
  );
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = JSON.stringify([
      next.place,
      Object.entries(next.slots).sort(),
      next.calls.length > 0,
    ]);
    if (seen.has(key)) continue;
    seen.add(key);
    reached.add(next.place);
    for (const answer of next.offered) {
      if (
        ['@restart-yes', '@language', '@where', '@back'].includes(answer) ||
        answer.startsWith('@lang')
      )
        continue;
      const calm = { ...next, visits: {}, lastArticle: null, misses: 0, trail: [] };
      const pressed = { kind: 'presses', place: next.place, answer } as const;
      waiting.push(step(content, calm, pressed, exploredAt).snapshot);
    }
  }
  return reached;
}

/** The profiles of people who can stand at a place where some facts are known for certain. */
function profilesFor(content: DialogContent, known: readonly string[]): typeof profiles {
  return profiles.filter((slots) => {
    const fresh = newSnapshot(content.root, { language: '', slots }, exploredAt);
    const facts = factsOf(content, fresh, exploredAt);
    return known.every((fact) => facts[fact] !== undefined);
  });
}
