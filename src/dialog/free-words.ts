import { readReference } from '../escalation/reference.ts';
import { act } from './actions.ts';
import type { Draft } from './draft.ts';
import { offer, remember, say, stateAt, textKey } from './draft.ts';
import { enter, resume } from './enter.ts';
import type { Hearing } from './hearing.ts';
import { lineFor } from './lines.ts';
import { readPhrase } from './phrases.ts';

/**
 * What is typed where any words will do, and a reference wherever it is typed; null when neither.
 *
 * While somebody describes what happened, nothing in it is a question to be answered: only a message
 * that as a whole is a button or a thing to do everywhere ("back", "cancel") is taken for that.
 */
export function hearFreely(draft: Draft, hearing: Hearing): Draft | null {
  const slot = stateAt(draft.content, draft.snapshot.place)?.collects ?? null;
  const reads = slot === null ? null : draft.content.slots[slot]?.reads;
  if (slot === null || (reads !== 'words' && reads !== 'email'))
    return hearReference(draft, hearing);
  if (isChoice(draft, hearing)) return null;
  const value = reads === 'words' ? descriptionIn(hearing.text) : addressIn(draft, hearing.text);
  return value === null ? askAgain(draft) : take(draft, slot, value);
}

/** Whether a whole message is an answer on offer or a thing to do everywhere. */
function isChoice(draft: Draft, { text, languages }: Hearing): boolean {
  const { content, snapshot } = draft;
  if (/^\s*[1-9][.)]?\s*$/.test(text)) return true;
  const own = stateAt(content, snapshot.place)?.answers.map(({ id }) => id) ?? [];
  const reading = readPhrase(content, text, languages, [...snapshot.offered, ...own]);
  return reading?.rest === '' && reading.meaning.kind !== 'gesture';
}

/** A description has at least two words that are not masked. */
function descriptionIn(text: string): string | null {
  const rest = text.replace(/⟦[^⟧]*⟧/gu, ' ').trim();
  return rest.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length < 2 ? null : text.trim();
}

function addressIn(draft: Draft, text: string): string | null {
  return draft.content.ears.email(text);
}

function take(draft: Draft, slot: string, value: string): Draft {
  const known = remember(draft, {
    slots: { ...draft.snapshot.slots, [slot]: value },
    misses: 0,
    lastArticle: null,
  });
  const next = stateAt(draft.content, draft.snapshot.place)?.next;
  return next?.kind === 'place' ? enter(known, next.place) : resume(known);
}

function askAgain(draft: Draft): Draft {
  const { content, snapshot, now } = draft;
  const hint = lineFor(content, snapshot, textKey(snapshot.place, 'hint'), now);
  const answers = stateAt(content, snapshot.place)?.answers.map(({ id }) => id) ?? [];
  return offer(say(draft, hint), answers);
}

/** A reference that was given here tells what became of it; of any other nothing is told. */
function hearReference(draft: Draft, { text }: Hearing): Draft | null {
  const read = readReference(text);
  const { ticket } = draft.snapshot;
  if (read.kind === 'none') return null;
  if (read.kind === 'reference' && read.reference === ticket?.reference)
    return act(draft, 'ticket');
  const key = read.kind === 'mistyped' ? 'escalation:mistyped' : 'escalation:not-here';
  return resume(say(draft, { key }));
}
