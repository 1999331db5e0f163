import type { DialogContent } from '../../src/dialog/content.ts';
import type { SayState, State } from '../../src/dialog/definition.ts';
import type { Snapshot } from '../../src/dialog/snapshot.ts';
import { factsOf } from '../../src/dialog/facts.ts';
import type { Moment } from '../../src/dialog/moment.ts';
import { quietMoment } from '../../src/dialog/moment.ts';
import { mailStates } from '../../src/escalation/ticket.ts';
import { newSnapshot } from '../../src/dialog/snapshot.ts';
import { step } from '../../src/dialog/step.ts';
import type { Stepped } from '../../src/dialog/step.ts';

/**
 * What may be known of a person, in the combinations that any condition of the content asks about.
 * `ticket` is where the last message to a helpdesk stands.
 */
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
  { network: 'reconnet', story: 'the page stays white', contact: 'name@hospital.example' },
  { network: 'erknet', story: 'the page stays white', contact: 'name@hospital.example' },
  { network: 'ern-rnd', trouble: 'overdue', contact: 'name@hospital.example' },
  { 'network-unsure': 'yes', story: 'the page stays white', contact: 'name@hospital.example' },
  { network: 'reconnet', incident: 'yes', story: 'it was not me', browser: 'edge' },
  { network: 'reconnet', contact: 'name@hospital.example', ticket: 'sent' },
  { network: 'erknet', contact: 'name@hospital.example', ticket: 'kept' },
  { network: 'ern-rnd', contact: 'name@hospital.example', ticket: 'kept' },
  { contact: 'name@hospital.example', ticket: 'given-up' },
  { contact: 'name@hospital.example', ticket: 'waiting' },
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

/** The moment of the exploration, as someone with this ticket meets it. */
export function momentOf({ ticket, slots }: Snapshot): Moment {
  const quiet = { ...quietMoment(exploredAt), reference: 'K7-3QF' };
  if (ticket === null) return quiet;
  const { reference, mail } = ticket;
  const network = slots['network'] ?? null;
  return { ...quiet, tickets: [{ reference, mail, network, at: exploredAt }] };
}

/** A conversation that has not begun, of someone of whom a profile is known. */
export function strangerWith(
  content: DialogContent,
  profile: Readonly<Record<string, string>>,
  language: string,
): Snapshot {
  const { ticket, ...slots } = profile;
  const fresh = newSnapshot(content.root, { language, slots }, exploredAt);
  const mail = mailStates.find((state) => state === ticket);
  const known = mail === undefined ? null : { reference: 'K7-3QF', mail, day: '2026-11-11' };
  return { ...fresh, ticket: known };
}

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
  return {
    ...strangerWith(content, slots, language),
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
        const stepped = step(content, before, { kind: 'presses', place, answer }, momentOf(before));
        return { from: place, answer, to: stepped.snapshot.place, stepped };
      }),
    ),
  );
}

/**
 * Places a person can get to from the greeting by pressing what is on offer: all of them, or as many
 * as there are states that say something, since then nothing is left to look for.
 */
export function reachFromRoot(content: DialogContent, language: string): Set<string> {
  const seen = new Set<string>();
  const reached = new Set<string>();
  const all = sayStates(content).length;
  const waiting: Snapshot[] = profiles.map((profile) => {
    const stranger = strangerWith(content, profile, language);
    return step(content, stranger, { kind: 'begins' }, momentOf(stranger)).snapshot;
  });
  // Ways to where nobody has been go first, so that the whole is seen long before all of it is tried.
  const fresh: Snapshot[] = [];
  let at = 0;
  const nextOne = (): Snapshot | undefined => fresh.pop() ?? waiting[at++];
  for (let next = nextOne(); next !== undefined && reached.size < all; next = nextOne()) {
    const key = JSON.stringify([
      next.place,
      Object.entries(next.slots).sort(),
      next.calls.length > 0,
      next.ticket?.mail,
    ]);
    if (seen.has(key)) continue;
    seen.add(key);
    reached.add(next.place);
    for (const answer of next.offered.filter((id) => !idle(id))) {
      const calm = { ...next, visits: {}, lastArticle: null, answered: [], misses: 0, trail: [] };
      const pressed = { kind: 'presses', place: next.place, answer } as const;
      const { snapshot } = step(content, calm, pressed, momentOf(calm));
      (reached.has(snapshot.place) ? waiting : fresh).push(snapshot);
    }
  }
  return reached;
}

/** Buttons that lead nowhere new. */
function idle(answer: string): boolean {
  const stays = ['@restart-yes', '@language', '@where', '@back', '@erase-yes'];
  return stays.includes(answer) || answer.startsWith('@lang');
}

/** The profiles of people who can stand at a place where some facts are known for certain. */
function profilesFor(content: DialogContent, known: readonly string[]): typeof profiles {
  return profiles.filter((profile) => {
    const facts = factsOf(content, strangerWith(content, profile, ''), exploredAt);
    return known.every((fact) => facts[fact] !== undefined);
  });
}
