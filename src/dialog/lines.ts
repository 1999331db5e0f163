import type { Line, Value } from '../locale/line.ts';
import type { DialogContent } from './content.ts';
import { networkOf, wayTo } from './facts.ts';
import { packLines, summaryLines } from './pack.ts';
import type { Snapshot } from './snapshot.ts';

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
    const value = valueOf({ content, snapshot, now }, name);
    if (value !== null) values[name] = value;
  }
  return { key, values };
}

interface Known {
  readonly content: DialogContent;
  readonly snapshot: Snapshot;
  readonly now: number;
}

/** What each placeholder of the content stands for. */
function valueOf(known: Known, name: string): Value | null {
  const { content, snapshot, now } = known;
  switch (name) {
    case 'summary':
      return asLines(summaryLines(content, snapshot, now));
    case 'pack':
      return asLines(packLines(content, snapshot, now));
    case 'transcriptDays':
      return { kind: 'number', number: content.keeps.transcriptDays };
    case 'ticketDays':
      return { kind: 'number', number: content.keeps.ticketDays };
    default:
      return ofTicket(snapshot, name) ?? ofPerson(content, snapshot, name);
  }
}

function ofTicket({ ticket, slots }: Snapshot, name: string): Value | null {
  if (name === 'contact') return exact(slots['contact']);
  if (name === 'reference') return exact(ticket?.reference);
  return name === 'ticketDay' && ticket !== null ? { kind: 'day', iso: ticket.day } : null;
}

function ofPerson(content: DialogContent, snapshot: Snapshot, name: string): Value | null {
  const network = networkOf(content, snapshot);
  const { country, sent } = snapshot.slots;
  switch (name) {
    case 'network':
      return network === undefined ? null : { kind: 'network', id: network.id };
    case 'networkLabel':
      return network?.label == null ? null : { kind: 'screen', text: network.label };
    case 'desk':
      return addressOf(network?.mailbox ?? null);
    case 'general':
      return addressOf(network?.general ?? null);
    case 'website':
      return addressOf(wayTo(network));
    case 'country':
      return country === undefined ? null : { kind: 'country', iso: country };
    case 'countryLabel':
      return countryLabel(content, country);
    case 'sent':
      return sent === undefined ? null : { kind: 'day', iso: sent };
    default:
      return null;
  }
}

function countryLabel(content: DialogContent, iso: string | undefined): Value | null {
  if (iso === undefined) return null;
  const label = content.countries[iso];
  return label === undefined ? { kind: 'country', iso } : { kind: 'screen', text: label };
}

function addressOf(text: string | null): Value | null {
  return text === null ? null : { kind: 'address', text };
}

function exact(text: string | undefined): Value | null {
  return text === undefined ? null : { kind: 'exact', text };
}

function asLines(lines: readonly Line[]): Value {
  return { kind: 'lines', lines, join: 'newline' };
}
