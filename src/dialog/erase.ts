import type { Line } from '../locale/line.ts';
import type { TicketStatus } from '../escalation/ticket.ts';
import type { Draft } from './draft.ts';
import { effect, note, offer, remember, say } from './draft.ts';
import { newSnapshot } from './snapshot.ts';

/** Says what would be deleted and asks once. */
export function askToErase(draft: Draft): Draft {
  return offer(say(draft, { key: 'common:erase.ask' }), ['@erase-yes', '@keep']);
}

/**
 * Deletes everything of this conversation and gives a receipt.
 *
 * The receipt is honest about mail: what a helpdesk has received is out of reach. It is true because
 * the turn is only stored while every mail stands where it stood when the receipt was written.
 */
export function erase(draft: Draft): Draft {
  const { content, snapshot, moment, now } = draft;
  const fresh = newSnapshot(content.root, { language: snapshot.language, slots: {} }, now);
  const kept = { languageChosen: snapshot.languageChosen, told: ['privacy'], begun: true };
  const gone = effect(remember(draft, { ...fresh, ...kept }), { kind: 'erase' });
  const receipt = moment.tickets.map((ticket) => aboutTicket(ticket));
  const told = say(gone, { key: 'common:erase.done' }, ...receipt);
  return note(offer(told, ['starting', 'question']), 'erased', String(receipt.length));
}

/** What became of one message to a helpdesk. */
function aboutTicket({ reference, mail, network }: TicketStatus): Line {
  const values = { reference: { kind: 'exact', text: reference } } as const;
  if (mail === 'sent' || mail === 'sending') {
    const state = mail === 'sent' ? 'sent' : 'sending';
    return network === null
      ? { key: `common:erase.${state}`, values }
      : {
          key: `common:erase.${state}-network`,
          values: { ...values, network: { kind: 'network', id: network } },
        };
  }
  return { key: 'common:erase.unsent', values };
}
