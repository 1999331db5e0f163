import type { Line, Value } from '../locale/line.ts';
import type { DialogContent } from './content.ts';
import {
  daysWaited,
  factsOf,
  factValue,
  knownFacts,
  stageOf,
  stagesDone,
  stageValues,
  withValues,
} from './facts.ts';
import type { Snapshot } from './snapshot.ts';

/** Answers that a helpdesk need not give again: the latest ones. */
const mostTitles = 3;

/** Words of a screen that a person quotes, long enough to be a message and not a button. */
const quoted = /["“„«]([^"“”„«»]{8,200})["“”»]/u;

/** What somebody writing to a helpdesk copies: only what is known. */
export function summaryLines(content: DialogContent, snapshot: Snapshot, now: number): Line[] {
  return [headline(content, snapshot), ...processLines(content, snapshot, now), spoken(snapshot)];
}

/**
 * The first screen of the mail to a helpdesk, and its preview: the same lines.
 *
 * Everything a desk would ask for is in it, or named at the end as not given.
 */
export function packLines(content: DialogContent, snapshot: Snapshot, now: number): Line[] {
  const { story, contact, incident } = snapshot.slots;
  const error = quoted.exec(story ?? '')?.[1];
  return [
    headline(content, snapshot),
    ...(incident === undefined ? [] : [{ key: 'escalation:urgent' }]),
    ...processLines(content, snapshot, now),
    ...triedLines(content, snapshot),
    ...(story === undefined ? [] : [textLine('escalation:words', 'words', story)]),
    ...(error === undefined ? [] : [textLine('escalation:error', 'error', error)]),
    ...(contact === undefined ? [] : [contactLine(contact)]),
    spoken(snapshot),
    ...missingLines(snapshot, error !== undefined),
  ];
}

/** What a ticket is about in one line: the subject of its mail. */
export function subjectLine(draft: {
  readonly content: DialogContent;
  readonly snapshot: Snapshot;
  readonly now: number;
  readonly reference: string;
}): Line {
  const { content, snapshot, now, reference } = draft;
  const about = aboutFacts(content, snapshot);
  const values: Record<string, Value> = {
    reference: { kind: 'text', text: reference },
    topic: { kind: 'line', line: topicOf(content, snapshot, now) },
  };
  if (about.length === 0) return { key: 'escalation:subject-plain', values };
  return {
    key: 'escalation:subject',
    values: { ...values, about: { kind: 'values', values: about } },
  };
}

/** Who it is about, the network first: that is what a helpdesk sorts by. */
function aboutFacts(content: DialogContent, snapshot: Snapshot): Value[] {
  const facts = knownFacts(content, snapshot);
  const isNetwork = ({ kind }: Value): boolean => kind === 'network';
  return [...facts.filter(isNetwork), ...facts.filter((fact) => !isNetwork(fact))];
}

function topicOf(content: DialogContent, snapshot: Snapshot, now: number): Line {
  const facts = factsOf(content, snapshot, now);
  if (facts['incident'] !== undefined) return { key: 'escalation:topic.incident' };
  if (facts['trouble'] === 'overdue') return { key: 'escalation:topic.overdue' };
  const article = answeredArticles(content, snapshot).find((id) => content.articles[id]?.trouble);
  if (article !== undefined) return { key: `articles:${article}.title` };
  const stage = stageOf(content, snapshot.calls[0] ?? snapshot.place);
  return stage === null ? { key: 'escalation:topic.question' } : { key: `common:stage.${stage}` };
}

function headline(content: DialogContent, snapshot: Snapshot): Line {
  const about = aboutFacts(content, snapshot);
  return about.length === 0
    ? { key: 'escalation:headline-plain' }
    : withValues('escalation:headline', 'about', about);
}

/** Where the person stands, how long they have waited, what is done and with what. */
function processLines(content: DialogContent, snapshot: Snapshot, now: number): Line[] {
  const { sent, method, browser, trouble } = snapshot.slots;
  const stage = stageOf(content, snapshot.calls[0] ?? snapshot.place);
  const done = stagesDone(snapshot);
  const lines: Line[] = [];
  if (stage !== null) lines.push({ key: 'common:summary.stage', values: stageValues(stage) });
  if (sent !== undefined) lines.push(sentLine(sent, daysWaited(snapshot, now) ?? 0));
  if (trouble === 'overdue') lines.push({ key: 'escalation:overdue' });
  if (done.length > 0) lines.push(withValues('common:summary.done', 'stages', done));
  if (method !== undefined) lines.push(factLine('common:summary.method', 'method', method));
  if (browser !== undefined) lines.push(factLine('common:summary.browser', 'browser', browser));
  return lines;
}

function triedLines(content: DialogContent, snapshot: Snapshot): Line[] {
  const titles = answeredArticles(content, snapshot).slice(0, mostTitles);
  const values = titles.map((id): Value => {
    return { kind: 'line', line: { key: `articles:${id}.title` } };
  });
  return values.length === 0 ? [] : [withValues('escalation:tried', 'titles', values)];
}

/** Articles that were answered, the latest first, each once. */
function answeredArticles(content: DialogContent, { answered }: Snapshot): string[] {
  const ids = answered.map((entry) => /#([^.]+)/.exec(entry)?.[1] ?? '').reverse();
  return [...new Set(ids)].filter((id) => content.articles[id]?.scope === 'in');
}

/** What a helpdesk asks for, by the slot that holds it; the words of an error are in the description. */
export const missedFields = [
  'network',
  'account',
  'country',
  'sent',
  'method',
  'browser',
  'story',
  'error',
] as const;

function missingLines({ slots }: Snapshot, error: boolean): Line[] {
  const missing = missedFields.filter((field) => {
    if (field === 'error') return !error;
    if (field === 'story' && slots['trouble'] !== undefined) return false;
    return slots[field] === undefined;
  });
  const values = missing.map((name): Value => {
    return { kind: 'line', line: { key: `escalation:field.${name}` } };
  });
  return values.length === 0 ? [] : [withValues('escalation:missing', 'fields', values)];
}

function sentLine(sent: string, days: number): Line {
  return {
    key: 'common:summary.sent',
    values: { sent: { kind: 'day', iso: sent }, days: { kind: 'number', number: days } },
  };
}

function spoken({ language }: Snapshot): Line {
  return {
    key: 'common:summary.language',
    values: { language: { kind: 'language', tag: language } },
  };
}

function contactLine(contact: string): Line {
  return { key: 'escalation:contact', values: { contact: { kind: 'exact', text: contact } } };
}

function textLine(key: string, name: string, text: string): Line {
  return { key, values: { [name]: { kind: 'text', text } } };
}

function factLine(key: string, name: string, value: string): Line {
  return { key, values: { [name]: factValue(value) } };
}
