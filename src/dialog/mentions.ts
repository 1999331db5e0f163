import type { Value } from '../locale/line.ts';
import { firstThatHolds } from '../knowledge/condition.ts';
import type { Mention } from './content.ts';
import type { Place } from './definition.ts';
import type { Draft } from './draft.ts';
import { remember, say, stateAt, textKey } from './draft.ts';
import { enter, sayState } from './enter.ts';
import { factsOf, factValue, knownFacts, withValues } from './facts.ts';

/** The draft with what was mentioned, and whether anything is new or different by it. */
export interface Learned {
  readonly draft: Draft;
  readonly changed: readonly string[];
}

/** Takes over what was mentioned: everything, or only what was unknown before. */
export function learn(draft: Draft, mentions: readonly Mention[], onlyUnknown: boolean): Learned {
  const slots: Record<string, string> = { ...draft.snapshot.slots };
  const changed: string[] = [];
  for (const { slot, value } of mentions) {
    const known = slots[slot];
    if (known === value || (onlyUnknown && known !== undefined)) continue;
    slots[slot] = value;
    changed.push(slot);
  }
  return { draft: changed.length === 0 ? draft : remember(draft, { slots }), changed };
}

/**
 * Takes words for what happened. An address in them is where the answer goes, unless one is known: the
 * preview shows it, and nobody has to type it twice.
 */
export function tellStory(draft: Draft, words: string): Draft {
  const { slots } = draft.snapshot;
  const contact = slots['contact'] ?? draft.content.ears.email(words);
  const told = { ...slots, story: words };
  return remember(draft, { slots: contact === null ? told : { ...told, contact } });
}

/** Says back what is now known, so that a misreading is seen at once. */
export function sayNoted(draft: Draft, changed: readonly string[]): Draft {
  const about = changed.some((slot) => !['method', 'sent', 'browser'].includes(slot));
  const facts = about ? knownFacts(draft.content, draft.snapshot) : [];
  const rest = changed.flatMap((slot) => otherFact(draft, slot));
  const all = [...facts, ...rest];
  return all.length === 0 ? draft : say(draft, withValues('common:noted', 'facts', all));
}

/** Slots that are said back only when they have just changed. */
export function otherFact(draft: Draft, slot: string): Value[] {
  const value = draft.snapshot.slots[slot];
  if (value === undefined) return [];
  if (slot === 'method' || slot === 'browser') return [factValue(value)];
  if (slot !== 'sent') return [];
  const sent: Value = { kind: 'day', iso: value };
  return [{ kind: 'line', line: { key: 'common:fact.sent', values: { sent } } }];
}

/**
 * Goes on after something was learned.
 *
 * A state that waited for the slot moves on. A state that has been passed and depends on it is
 * visited again, so that "no, I meant Belgium" after the country was opened leads back there.
 * Otherwise the present state is asked again in one line, or in full when its words have changed.
 */
export function goOnAfter(draft: Draft, before: Draft, changed: readonly string[]): Draft | null {
  const { place } = draft.snapshot;
  const state = stateAt(draft.content, place);
  if (state?.collects != null && changed.includes(state.collects) && state.next?.kind === 'place') {
    return enter(draft, state.next.place);
  }
  const onward = changed.flatMap((slot) => state?.learns[slot] ?? [])[0];
  if (onward !== undefined) return enter(draft, onward);
  const corrected = changed.filter((slot) => before.snapshot.slots[slot] !== undefined);
  const earlier = corrected.length === 0 ? undefined : earliestDependent(draft, corrected);
  if (earlier !== undefined)
    return enter(remember(draft, { trail: before.snapshot.trail }), earlier);
  return wordsChanged(draft, before, place) ? sayState(draft) : null;
}

/** The first place of this dialog that was passed and whose words depend on one of the slots. */
function earliestDependent(draft: Draft, slots: readonly string[]): Place | undefined {
  const dialog = `${draft.snapshot.place.split('/')[0] ?? ''}/`;
  return draft.snapshot.trail.find(
    (place) => place.startsWith(dialog) && dependsOn(draft, place, slots),
  );
}

/** Placeholders that follow from a slot. */
const followers: Readonly<Record<string, readonly string[]>> = {
  network: ['network', 'networkLabel', 'desk', 'desk-page', 'website', 'general', 'label'],
  country: ['country', 'countryLabel'],
  account: ['account'],
};

function dependsOn(draft: Draft, place: Place, slots: readonly string[]): boolean {
  const names = slots.flatMap((slot) => [slot, ...(followers[slot] ?? [])]);
  const wordings = stateAt(draft.content, place)?.say ?? [];
  return wordings.some(
    ({ when, text }) =>
      Object.keys(when).some((slot) => names.includes(slot)) ||
      (draft.content.placeholders[textKey(place, text)] ?? []).some((name) => names.includes(name)),
  );
}

function wordsChanged(draft: Draft, before: Draft, place: Place): boolean {
  const wordings = stateAt(draft.content, place)?.say ?? [];
  const now = firstThatHolds(wordings, factsOf(draft.content, draft.snapshot, draft.now));
  const then = firstThatHolds(wordings, factsOf(before.content, before.snapshot, before.now));
  return now?.text !== then?.text;
}
