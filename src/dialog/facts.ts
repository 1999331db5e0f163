import { dayOf, workingDaysBetween } from '../base/days.ts';
import type { Facts } from '../knowledge/condition.ts';
import type { Network } from '../knowledge/network.ts';
import { stages, stageNumber } from '../knowledge/stage.ts';
import type { Stage } from '../knowledge/stage.ts';
import type { DialogContent } from './content.ts';
import type { Line, Value } from '../locale/line.ts';
import type { Snapshot } from './snapshot.ts';

/** Working days after which an approval is late where a network gives no time of its own. */
const usualApprovalDays = 5;

/** What conditions may ask about: the slots, and what follows from them at this moment. */
export function factsOf(content: DialogContent, snapshot: Snapshot, now: number): Facts {
  const network = networkOf(content, snapshot);
  const facts: Record<string, string> = { ...snapshot.slots };
  if (network?.mailbox != null) facts['desk'] = 'known';
  if (wayTo(network) !== null) facts['website'] = 'known';
  if (network?.label != null) facts['label'] = 'known';
  if (network?.process != null) facts['process'] ??= network.process;
  const waited = daysWaited(snapshot, now);
  if (waited !== null) facts['waited'] = waited > approvalDays(network) ? 'long' : 'short';
  return facts;
}

/** The network the person belongs to, once it is known. */
export function networkOf(content: DialogContent, snapshot: Snapshot): Network | undefined {
  const id = snapshot.slots['network'];
  return id === undefined ? undefined : content.networks[id];
}

/** Working days since the request was sent; null when that day is not known. */
export function daysWaited(snapshot: Snapshot, now: number): number | null {
  const sent = snapshot.slots['sent'];
  return sent === undefined ? null : workingDaysBetween(sent, dayOf(now));
}

/** The page through which a network's helpdesk is reached, or at least its website. */
function wayTo(network: Network | undefined): string | null {
  return network?.deskPage ?? network?.website ?? null;
}

function addressOf(text: string | null): Value | null {
  return text === null ? null : { kind: 'address', text };
}

/** The longest time that a source of the network gives for an approval, in working days. */
function approvalDays(network: Network | undefined): number {
  const given = (network?.approval ?? []).map((time) =>
    time.unit === 'hours' ? Math.ceil(time.amount / 24) : time.amount,
  );
  return given.length === 0 ? usualApprovalDays : Math.max(...given);
}

/** The stage of the six that a place belongs to. */
export function stageOf(content: DialogContent, place: string): Stage | null {
  return content.dialogs[place.slice(0, place.indexOf('/'))]?.stage ?? null;
}

/** The line with its placeholders filled from what is known. */
export function lineFor(
  content: DialogContent,
  snapshot: Snapshot,
  key: string,
  now: number,
): Line {
  const names = content.placeholders[key] ?? [];
  if (names.length === 0) return { key };
  const values: Record<string, Value> = {};
  for (const name of names) {
    const value = valueOf(content, snapshot, name, now);
    if (value !== null) values[name] = value;
  }
  return { key, values };
}

/** What each placeholder of the content stands for. */
function valueOf(
  content: DialogContent,
  snapshot: Snapshot,
  name: string,
  now: number,
): Value | null {
  const network = networkOf(content, snapshot);
  const { country, sent } = snapshot.slots;
  switch (name) {
    case 'network':
      return network === undefined ? null : { kind: 'network', id: network.id };
    case 'networkLabel':
      return network?.label == null ? null : { kind: 'screen', text: network.label };
    case 'desk':
      return network?.mailbox == null ? null : { kind: 'address', text: network.mailbox };
    case 'website':
      return addressOf(wayTo(network));
    case 'country':
      return country === undefined ? null : { kind: 'country', iso: country };
    case 'countryLabel':
      return countryLabel(content, country);
    case 'sent':
      return sent === undefined ? null : { kind: 'day', iso: sent };
    case 'summary':
      return { kind: 'lines', lines: summaryLines(content, snapshot, now), join: 'newline' };
    default:
      return null;
  }
}

function countryLabel(content: DialogContent, iso: string | undefined): Value | null {
  if (iso === undefined) return null;
  const label = content.countries[iso];
  return label === undefined ? { kind: 'country', iso } : { kind: 'screen', text: label };
}

/** The stage's number and name, as values of a line. */
export function stageValues(stage: Stage): Record<string, Value> {
  return {
    number: { kind: 'number', number: stageNumber(stage) },
    stage: { kind: 'line', line: { key: `common:stage.${stage}` } },
  };
}

/** What a person told about themselves, in the order in which it is said back. */
export function knownFacts(content: DialogContent, snapshot: Snapshot): Value[] {
  const { account, network, country, process } = snapshot.slots;
  const values: Value[] = [];
  if (account !== undefined) values.push(factValue(account));
  if (network !== undefined && network in content.networks) {
    values.push({ kind: 'network', id: network });
  }
  if (country !== undefined) values.push({ kind: 'country', iso: country });
  if (process !== undefined) values.push(factValue(process));
  return values;
}

/** The name of a slot's value, as it is said back. */
export function factValue(value: string): Value {
  return { kind: 'line', line: { key: `common:fact.${value}` } };
}

/** The stages that the person has passed, in order, as values. */
export function stagesDone(snapshot: Snapshot): Value[] {
  return stages
    .filter((stage) => snapshot.marks[stage] !== undefined)
    .map((stage) => ({ kind: 'line', line: { key: `common:stage.${stage}` } }));
}

/** What a helpdesk needs to know at a glance: only what is known. */
function summaryLines(content: DialogContent, snapshot: Snapshot, now: number): Line[] {
  const { network, sent, method } = snapshot.slots;
  const facts = knownFacts(content, { ...snapshot, slots: withoutNetwork(snapshot.slots) });
  const stage = stageOf(content, snapshot.calls[0] ?? snapshot.place);
  const done = stagesDone(snapshot);
  const lines: Line[] = [
    network === undefined
      ? { key: 'common:summary.title-plain' }
      : { key: 'common:summary.title', values: { network: { kind: 'network', id: network } } },
  ];
  if (facts.length > 0) lines.push(withValues('common:where.known', 'facts', facts));
  if (sent !== undefined) lines.push(sentLine(sent, daysWaited(snapshot, now) ?? 0));
  else if (stage !== null) lines.push({ key: 'common:summary.stage', values: stageValues(stage) });
  if (done.length > 0) lines.push(withValues('common:summary.done', 'stages', done));
  if (method !== undefined) {
    lines.push({ key: 'common:summary.method', values: { method: factValue(method) } });
  }
  const language: Value = { kind: 'language', tag: snapshot.language };
  lines.push({ key: 'common:summary.language', values: { language } });
  return lines;
}

function sentLine(sent: string, days: number): Line {
  return {
    key: 'common:summary.sent',
    values: { sent: { kind: 'day', iso: sent }, days: { kind: 'number', number: days } },
  };
}

function withoutNetwork(slots: Facts): Facts {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => slot !== 'network'));
}

/** A line with one placeholder that is a list. */
export function withValues(key: string, name: string, values: readonly Value[]): Line {
  return { key, values: { [name]: { kind: 'values', values } } };
}
