import { dayOf } from '../base/days.ts';
import type { FindingKind } from '../guard/finding.ts';
import type { Line, Reply } from '../locale/line.ts';
import type { DialogContent } from './content.ts';
import type { Place } from './definition.ts';
import type { Draft, Effect, Note } from './draft.ts';
import { note, remember, say, stateAt } from './draft.ts';
import { resume, sayState, welcomeBack } from './enter.ts';
import { offerLanguages } from './actions.ts';
import { asButton } from './labels.ts';
import type { Moment } from './moment.ts';
import { tellNotices } from './notices.ts';
import { readGreetingLanguage } from './spoken-names.ts';
import { press } from './press.ts';
import type { Snapshot } from './snapshot.ts';
import { answerArticle, plainly } from './topics.ts';
import { hear } from './utterance.ts';

/** What reaches the engine: masked, bounded, and without anything of the channel. */
export type Input =
  /** The person opened the conversation and has said nothing. */
  | { readonly kind: 'begins' }
  | { readonly kind: 'presses'; readonly place: Place; readonly answer: string }
  | {
      readonly kind: 'says';
      readonly text: string;
      readonly findings: readonly FindingKind[];
      /** A phone number stood in the text; its form for EU Login is said back once and not kept. */
      readonly phone: { readonly international: string | null } | null;
      /** An acute emergency stood in what was masked: nothing else matters then. */
      readonly emergency: boolean;
    }
  /** A file, a picture, a recording: nothing of it is looked at. */
  | { readonly kind: 'attaches' }
  /** More text than anyone types: it was not read. */
  | { readonly kind: 'overflows' };

/** What one turn gives: the next snapshot, what to say, and what to count. */
export interface Stepped {
  readonly snapshot: Snapshot;
  readonly reply: Reply;
  readonly effects: readonly Effect[];
  readonly notes: readonly Note[];
}

/** After so many hours of silence, someone who comes back is asked what has happened since. */
const awayMilliseconds = 8 * 3_600_000;

/**
 * One turn of a conversation: a pure function of content, snapshot, input and moment.
 *
 * The same arguments give the same result, nothing outside is touched, and the snapshot given is
 * not changed, so a turn that lost a race can be run again on the newer snapshot.
 * @throws AppError DIALOG_LOOP when the content leads in a circle.
 */
export function step(
  content: DialogContent,
  snapshot: Snapshot,
  input: Input,
  moment: Moment,
): Stepped {
  const { now } = moment;
  const words = input.kind === 'says' ? input.text : null;
  const nothing = { lines: [], buttons: [], effects: [], notes: [] };
  const begun: Draft = { content, moment, now, snapshot, words, ...nothing };
  const placed = standSomewhere(lookAtTickets(begun));
  const returned = snapshot.begun && now - snapshot.lastAt > awayMilliseconds;
  const done = greetStranger(react(placed, input, returned), snapshot);
  return finish(tellNotices(done));
}

/** What is known of the ticket right now, which may have been sent since the last turn. */
function lookAtTickets(draft: Draft): Draft {
  const last = draft.moment.tickets.at(-1);
  if (last === undefined) return remember(draft, { ticket: null });
  const { reference, mail, at } = last;
  return remember(draft, { ticket: { reference, mail, day: dayOf(at) } });
}

function react(draft: Draft, input: Input, returned: boolean): Draft {
  switch (input.kind) {
    case 'begins':
      if (!draft.snapshot.begun) return sayState(draft);
      return returned ? welcomeBack(draft) : resume(draft);
    case 'presses':
      return press(draft, input.place, input.answer);
    case 'attaches':
      return resume(say(draft, { key: 'common:no-attachment' }));
    case 'overflows':
      return resume(say(draft, { key: 'failures:too-long' }));
    case 'says':
      return hearGuarded(chooseLanguage(draft, input.text), input, returned);
  }
}

/** Whether any words will do here: a description, or an address. */
function collectsFreely({ content, snapshot }: Draft): boolean {
  const slot = stateAt(content, snapshot.place)?.collects ?? null;
  const reads = slot === null ? null : content.slots[slot]?.reads;
  return reads === 'words' || reads === 'email';
}

/** The language of a clear message in another language is taken up, unless one was chosen. */
function chooseLanguage(draft: Draft, text: string): Draft {
  const { content, snapshot } = draft;
  const greeting = readGreetingLanguage(content, text, snapshot.language);
  if (greeting !== null && !snapshot.languageChosen) return remember(draft, { language: greeting });
  const heard = content.ears.language(text, snapshot);
  if (!heard.supported || heard.tag === snapshot.language || snapshot.languageChosen) return draft;
  return remember(draft, { language: heard.tag });
}

function hearGuarded(
  draft: Draft,
  input: Extract<Input, { kind: 'says' }>,
  returned: boolean,
): Draft {
  const { content, snapshot } = draft;
  if (input.emergency) return answerArticle(draft, 'oos-emergency', plainly);
  const warning = guardLine(input.findings);
  const free = collectsFreely(draft);
  if (warning !== null) {
    const warned = note(say(draft, warning), 'guard-masked', input.findings.join(' '));
    if (free) return hear(warned, input.text, returned);
    return goOnAfterWarning(warned, input.text, warning.key === 'guard:patient');
  }
  if (free) return hear(draft, input.text, returned);
  if (input.phone !== null) return resume(sayPhone(draft, input.phone.international));
  const heard = content.ears.language(input.text, snapshot);
  if (!heard.supported) return tellLanguages(draft, heard.foreign);
  return hear(draft, input.text, returned);
}

/** A masked message is told once; a question that stands beside it is still answered. */
function goOnAfterWarning(draft: Draft, text: string, patient: boolean): Draft {
  const { content, snapshot } = draft;
  const rest = text.replace(/⟦[^⟧]*⟧/gu, ' ');
  const preferred = stateAt(content, snapshot.place)?.expects ?? [];
  const context = { language: snapshot.language, preferred, likely: [] };
  const { outcome, intent } = content.ears.decide(rest, context);
  const article = intent === null ? undefined : content.articles[intent];
  const urgent = intent === 'oos-emergency' || intent === 'security-incident';
  const useful = outcome === 'answer' && (urgent || (patient && article?.scope === 'in'));
  if (useful) return hear(draft, rest, false);
  return snapshot.begun ? resume(draft) : sayState(draft);
}

function guardLine(findings: readonly FindingKind[]): Line | null {
  const has = (kind: FindingKind): boolean => findings.includes(kind);
  if (
    has('patient-name') ||
    has('birth-date') ||
    has('patient-identifier') ||
    has('case-narrative')
  ) {
    return { key: 'guard:patient' };
  }
  if (has('password') && has('code')) return { key: 'guard:password-and-code' };
  if (has('password')) return { key: 'guard:password' };
  if (has('code')) return { key: 'guard:code' };
  if (has('secret')) return { key: 'guard:secret' };
  if (has('identifier')) return { key: 'guard:identifier' };
  return null;
}

function sayPhone(draft: Draft, phone: string | null): Draft {
  if (phone === null) return say(draft, { key: 'common:phone-unclear' });
  return say(draft, {
    key: 'common:phone-form',
    values: { phone: { kind: 'transient', text: phone, mask: 'phone' } },
  });
}

/** Says which languages are spoken, in one's own language as well where there are words for it. */
function tellLanguages(draft: Draft, foreign: string | null): Draft {
  const sentence = draft.content.unsupported[foreign ?? ''];
  const values = draft.content.languages.map((tag) => ({ kind: 'language' as const, tag }));
  const own: Line[] =
    sentence === undefined
      ? []
      : [{ key: 'common:foreign', values: { sentence: { kind: 'text', text: sentence } } }];
  const told = say(draft, ...own, {
    key: 'common:unsupported',
    values: { languages: { kind: 'values', values } },
  });
  return offerLanguages(told, 0);
}

/** A place that the content no longer has gives way to the nearest that it has, politely. */
function standSomewhere(draft: Draft): Draft {
  const { content, snapshot } = draft;
  if (stateAt(content, snapshot.place) !== undefined) return draft;
  const [dialog = '', state = ''] = snapshot.place.split('/');
  const renamed = content.dialogs[dialog]?.renamed[state];
  if (renamed !== undefined) return remember(draft, { place: `${dialog}/${renamed}` });
  const known = snapshot.trail.findLast((place) => stateAt(content, place) !== undefined);
  const place = known ?? content.root;
  const told = say(note(draft, 'state-gone', snapshot.place), { key: 'common:state-gone' });
  return remember(told, { place, calls: [] });
}

/** The first words of the bot always hold the one line on privacy, whatever was asked first. */
function greetStranger(draft: Draft, before: Snapshot): Draft {
  if (before.begun || draft.snapshot.told.includes('privacy')) return draft;
  const welcomed = draft.lines.some(
    ({ key }) => key === `${draft.content.root.replace('/', ':')}.say`,
  );
  const told = remember(draft, { told: [...draft.snapshot.told, 'privacy'], begun: true });
  if (welcomed) return told;
  const way = told.lines.length > 1 ? told.lines.slice(-1) : [];
  const answer = told.lines.slice(0, told.lines.length - way.length);
  return { ...told, lines: [...answer, { key: 'common:privacy' }, ...way] };
}

function finish(draft: Draft): Stepped {
  const { snapshot, lines, effects, notes, now } = draft;
  const offered = draft.buttons.length > 0 ? draft.buttons : [];
  const last = { ...snapshot, offered, lastAt: now };
  const buttons = offered.map(asButton);
  return {
    snapshot: last,
    reply: { language: last.language, place: last.place, lines, buttons },
    effects,
    notes,
  };
}
