import type { Place } from './definition.ts';
import type { Draft } from './draft.ts';
import { effect, note, remember, say } from './draft.ts';
import { enter } from './enter.ts';
import { packLines, subjectLine } from './pack.ts';
import type { Snapshot } from './snapshot.ts';
import { dayOf } from '../base/days.ts';

/** Where somebody is sent for whom the bot may not write right now: the address, to write oneself. */
const writeYourself: Place = 'person/address';

/** What was gathered for one message and is forgotten when it is on its way. */
const spent = ['story', 'trouble', 'incident', 'again'];

/**
 * Sends what was gathered to the helpdesk, and goes to the place that says so.
 *
 * The mail is written with the turn or not at all; what is said here is true once the turn is stored.
 */
export function send(draft: Draft, to: Place): Draft {
  const { content, snapshot, now, moment } = draft;
  const { contact, network, incident } = snapshot.slots;
  if (contact === undefined) return enter(draft, 'person/entry');
  if (moment.refusal !== null) return refuse(draft);
  const { reference } = moment;
  const asked = effect(draft, {
    kind: 'ticket',
    ticket: {
      reference,
      urgent: incident !== undefined,
      network: network ?? null,
      contact,
      subject: subjectLine({ content, snapshot, now, reference }),
      pack: packLines(content, snapshot, now),
      language: snapshot.language,
    },
  });
  const ticket: Snapshot['ticket'] = { reference, mail: 'waiting', day: dayOf(now) };
  const slots = without(snapshot.slots, spent);
  const saved = enter(note(remember(asked, { ticket, slots }), 'ticket-saved', snapshot.place), to);
  // "Back" must not lead to the preview of what was sent.
  const trail = saved.snapshot.trail.filter((place) => !place.startsWith('person/'));
  return remember(saved, { trail });
}

/** Too many messages: the person is told, keeps what was gathered, and gets the address. */
function refuse(draft: Draft): Draft {
  const noted = note(draft, 'ticket-refused', draft.moment.refusal ?? '');
  return enter(say(noted, { key: 'escalation:refused' }), writeYourself);
}

/** Slots less some of them. */
function without(
  slots: Snapshot['slots'],
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !names.includes(slot)));
}
