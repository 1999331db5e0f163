import type { z } from 'zod';
import type { ApprovalTime, Network } from '../../knowledge/network.ts';
import type { linksFile, networkFile } from '../schema/knowledge-files.ts';

/** A network as an author writes it. */
export type NetworkEntry = z.output<typeof networkFile>['network'];

type Links = z.output<typeof linksFile>['links'];

/** A network as the engine takes it, with addresses in place of their ids. */
export function compileNetwork(entry: NetworkEntry, links: Links): Network {
  const address = (link: string | undefined): string | null =>
    link === undefined ? null : (links[link]?.address ?? null);
  return {
    id: entry.id,
    name: entry.name,
    short: entry.short,
    label: entry.label?.text ?? null,
    website: address(entry.website?.link),
    mailbox: address(entry.mailbox?.link),
    zone: entry.zone?.name ?? null,
    general: address(entry.coordination?.link),
    deskPage: address(entry.desk?.through),
    process: entry.process?.value ?? null,
    approval: (entry.approval ?? []).map(asTime),
    aliases: entry.aliases,
    sources: entry.sources,
  };
}

function asTime(entry: NonNullable<NetworkEntry['approval']>[number]): ApprovalTime {
  return 'hours' in entry
    ? { amount: entry.hours, unit: 'hours', source: entry.source }
    : { amount: entry.days, unit: 'days', source: entry.source };
}
