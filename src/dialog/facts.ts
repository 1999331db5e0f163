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
  if (mailboxFor(content, snapshot) !== null) facts['reachable'] = 'known';
  if (snapshot.ticket !== null) facts['ticket'] = snapshot.ticket.mail;
  if (wayTo(network) !== null) facts['website'] = 'known';
  if (network?.deskPage != null) facts['desk-page'] = 'known';
  if (network?.general != null) facts['general'] = 'known';
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

/** The mailbox to which the bot writes for a person; null where there is none. */
export function mailboxFor(content: DialogContent, snapshot: Snapshot): string | null {
  const network = networkOf(content, snapshot);
  return network === undefined ? content.fallbackMailbox : network.mailbox;
}

/** Working days since the request was sent; null when that day is not known. */
export function daysWaited(snapshot: Snapshot, now: number): number | null {
  const sent = snapshot.slots['sent'];
  return sent === undefined ? null : workingDaysBetween(sent, dayOf(now));
}

/** The page through which a network's helpdesk is reached, or at least its website. */
export function wayTo(network: Network | undefined): string | null {
  return network?.deskPage ?? network?.website ?? null;
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

/** A line with one placeholder that is a list. */
export function withValues(key: string, name: string, values: readonly Value[]): Line {
  return { key, values: { [name]: { kind: 'values', values } } };
}
