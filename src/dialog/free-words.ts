import { readReference } from '../escalation/reference.ts';
import { act } from './actions.ts';
import { confirmIn } from './chosen.ts';
import type { Draft } from './draft.ts';
import { offer, remember, say, stateAt, textKey } from './draft.ts';
import { enter, resume } from './enter.ts';
import { followUp } from './follow-ups.ts';
import type { Hearing } from './hearing.ts';
import { lineFor } from './lines.ts';
import { learn, tellStory } from './mentions.ts';
import { onlyFillers, readFollowUp, readPhrase, readWhole } from './phrases.ts';
import type { Meaning } from './phrases.ts';

/**
 * What is typed where any words will do, and a reference wherever it is typed; null when neither.
 *
 * While somebody describes what happened, nothing in it is a question to be answered: only a message
 * that as a whole is a button or a thing to do everywhere ("back", "cancel") is taken for that.
 */
export function hearFreely(draft: Draft, hearing: Hearing): Draft | null {
  const slot = stateAt(draft.content, draft.snapshot.place)?.collects ?? null;
  const reads = slot === null ? null : draft.content.slots[slot]?.reads;
  const confirms = confirmIn(draft.snapshot.offered) !== undefined;
  if (slot === null || confirms || isChoice(draft, hearing)) return hearReference(draft, hearing);
  if (reads === 'words') return takeStory(draft, hearing);
  if (reads === 'email') return takeContact(draft, hearing, slot);
  return hearReference(draft, hearing);
}

/** What happened, with the facts about the person that are in it. */
function takeStory(draft: Draft, hearing: Hearing): Draft {
  const asked = readFollowUp(draft.content, hearing.text, hearing.languages);
  if (asked !== null) return followUp(draft, asked);
  const story = descriptionIn(hearing.text);
  return story === null ? askAgain(draft) : goOn(tellStory(withFacts(draft, hearing), story));
}

/** A day in a description is when something happened, not when a request was sent. */
function withFacts(draft: Draft, { mentions }: Hearing): Draft {
  const facts = mentions.filter(({ by, slot }) => by !== 'field' && slot !== 'sent');
  return learn(draft, facts, true).draft;
}

/** The address; what is said instead belongs to what happened, unless it is a question or a fact. */
function takeContact(draft: Draft, hearing: Hearing, slot: string): Draft | null {
  const address = draft.content.ears.email(hearing.text);
  if (address !== null) {
    return goOn(remember(draft, { slots: { ...draft.snapshot.slots, [slot]: address } }));
  }
  if (hearing.text.includes('@')) return askAgain(draft);
  if (hearing.text.includes('?') || isBare(draft, hearing) || isShort(draft, hearing)) return null;
  const added = addToStory(draft, hearing);
  return added === null ? askAgain(draft) : resume(say(added, { key: 'escalation:added' }));
}

/** Facts about the person and nothing else: they are noted, as everywhere. */
function isBare({ content }: Draft, { text, languages, mentions }: Hearing): boolean {
  return mentions.length > 0 && onlyFillers(content, text, languages, mentions);
}

/** The draft with more of what happened; null when there is too little to add. */
function addToStory(draft: Draft, hearing: Hearing): Draft | null {
  const { story } = draft.snapshot.slots;
  const more = descriptionIn(hearing.text, fewestAdded);
  if (more === null) return null;
  const told = story === undefined ? more : `${story}\n${more}`;
  return tellStory(withFacts(draft, hearing), told);
}

/** A gesture or a short question back: understood as everywhere else. */
function isShort(draft: Draft, { text, languages }: Hearing): boolean {
  const { content, snapshot } = draft;
  if (readFollowUp(content, text, languages) !== null) return true;
  const reading = readPhrase(content, text, languages, snapshot.offered);
  return reading?.rest === '';
}

/** Whether a whole message is an answer on offer or a thing to do everywhere. */
function isChoice(draft: Draft, hearing: Hearing): boolean {
  if (/^\s*[1-9][.)]?\s*$/.test(hearing.text)) return true;
  const meaning = wholeMeaning(draft, hearing);
  return meaning !== null && meaning.kind !== 'gesture';
}

/** What a whole message stands for, where it is one of the phrases that are known here; null for other words. */
export function wholeMeaning(draft: Draft, { text, languages }: Hearing): Meaning | null {
  const { content, snapshot } = draft;
  const own = stateAt(content, snapshot.place)?.answers.map(({ id }) => id) ?? [];
  return readWhole(content, text, languages, [...snapshot.offered, ...own]);
}

/** Words that a description has, not counting what is masked; and words that are worth adding to it. */
const fewestWords = 2;
const fewestAdded = 4;

function descriptionIn(text: string, fewest = fewestWords): string | null {
  const rest = text.replace(/⟦[^⟧]*⟧/gu, ' ').trim();
  const words = rest.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  return words.length < fewest ? null : text.trim();
}

function goOn(draft: Draft): Draft {
  const known = remember(draft, { misses: 0, lastArticle: null });
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
function hearReference(draft: Draft, hearing: Hearing): Draft | null {
  const { text } = hearing;
  const corrected = correctPreview(draft, hearing);
  if (corrected !== null) return corrected;
  const { ticket } = draft.snapshot;
  if (ticket !== null && text.toUpperCase().includes(ticket.reference)) return act(draft, 'ticket');
  const read = readReference(text);
  if (read.kind === 'none') return null;
  if (read.kind === 'reference' && read.reference === ticket?.reference)
    return act(draft, 'ticket');
  const key = read.kind === 'mistyped' ? 'escalation:mistyped' : 'escalation:not-here';
  return resume(say(draft, { key }));
}

/** Places where what would be sent is before the person's eyes. */
const atPreview = ['person/preview', 'person/preview-kept', 'person/change'];

/** At the preview another address is the one that counts, and a sentence is added to what happened. */
function correctPreview(draft: Draft, hearing: Hearing): Draft | null {
  const { slots, place, offered } = draft.snapshot;
  if (!atPreview.includes(place)) return null;
  const address = draft.content.ears.email(hearing.text);
  if (address !== null) {
    return enter(remember(draft, { slots: { ...slots, contact: address } }), 'person/entry');
  }
  const { content } = draft;
  const chosen = readPhrase(content, hearing.text, hearing.languages, offered);
  if (chosen !== null || hearing.text.includes('?') || isBare(draft, hearing)) return null;
  const added = addToStory(draft, hearing);
  return added === null ? null : enter(say(added, { key: 'escalation:added' }), 'person/entry');
}
