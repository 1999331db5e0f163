import type { FindingKind } from '../guard/finding.ts';
import type { Button, Line, Reply, Value } from '../locale/line.ts';
import type { DialogContent } from './content.ts';
import type { Place } from './definition.ts';
import type { Draft, Note } from './draft.ts';
import { note, remember, say, stateAt } from './draft.ts';
import { resume, sayState, welcomeBack } from './enter.ts';
import { readGreetingLanguage } from './phrases.ts';
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
  readonly notes: readonly Note[];
}

/** After so many hours of silence, someone who comes back is asked what has happened since. */
const awayMilliseconds = 8 * 3_600_000;

/**
 * One turn of a conversation: a pure function of content, snapshot, input and time.
 *
 * The same arguments give the same result, nothing outside is touched, and the snapshot given is
 * not changed, so a turn that lost a race can be run again on the newer snapshot.
 * @throws AppError DIALOG_LOOP when the content leads in a circle.
 */
export function step(
  content: DialogContent,
  snapshot: Snapshot,
  input: Input,
  now: number,
): Stepped {
  const begun: Draft = { content, now, snapshot, lines: [], buttons: [], notes: [] };
  const placed = standSomewhere(begun);
  const returned = snapshot.begun && now - snapshot.lastAt > awayMilliseconds;
  const done = greetStranger(react(placed, input, returned), snapshot);
  return finish(done);
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
  if (warning !== null) {
    const warned = note(say(draft, warning), 'guard-masked', input.findings.join(' '));
    return goOnAfterWarning(warned, input.text, warning.key === 'guard:patient');
  }
  if (input.phone !== null) return resume(sayPhone(draft, input.phone.international));
  if (!content.ears.language(input.text, snapshot).supported) return tellLanguages(draft);
  return hear(draft, input.text, returned);
}

/** A masked message is told once; a question that stands beside it is still answered. */
function goOnAfterWarning(draft: Draft, text: string, patient: boolean): Draft {
  const { content, snapshot } = draft;
  const rest = text.replace(/⟦[^⟧]*⟧/gu, ' ');
  const preferred = stateAt(content, snapshot.place)?.expects ?? [];
  const { outcome, intent } = content.ears.decide(rest, { language: snapshot.language, preferred });
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

function tellLanguages(draft: Draft): Draft {
  const values = draft.content.languages.map((tag) => ({ kind: 'language' as const, tag }));
  const line: Line = {
    key: 'common:unsupported',
    values: { languages: { kind: 'values', values } },
  };
  const told = say(draft, line);
  return draft.snapshot.begun ? resume(told) : sayState(told);
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
  const { snapshot, lines, notes, now } = draft;
  const offered = draft.buttons.length > 0 ? draft.buttons : [];
  const last = { ...snapshot, offered, lastAt: now };
  const buttons = offered.map(asButton);
  return {
    snapshot: last,
    reply: { language: last.language, place: last.place, lines, buttons },
    notes,
  };
}

/** A button with the key of its words; a language is called by its own name. */
function asButton(answer: string): Button {
  if (!answer.startsWith('@lang:')) return { answer, label: { key: labelKey(answer) } };
  const language: Value = { kind: 'language', tag: answer.slice('@lang:'.length) };
  return { answer, label: { key: 'common:language-button', values: { language } } };
}

function labelKey(answer: string): string {
  if (answer === 'stuck' || answer === 'more') return `answers:action.${answer}.label`;
  if (answer === 'looks-different') return 'answers:action.different.label';
  if (!answer.startsWith('@')) return `answers:${answer}.label`;
  const [name = '', about = ''] = answer.slice(1).split(':');
  if (name === 'article') return `articles:${about}.title`;
  if (name === 'go') return 'answers:action.walk.label';
  if (name === 'show') return 'answers:action.show-more.label';
  if (name === 'set') return `answers:action.set-${about.replace('=', '-')}.label`;
  return `answers:action.${name}.label`;
}
