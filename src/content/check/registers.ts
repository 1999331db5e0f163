import type { Mistake, Spot } from '../mistake.ts';
import { mistake } from '../mistake.ts';
import { didYouMean } from '../nearest.ts';
import type { Check, View } from '../view.ts';

/** Whether sources, addresses and labels of screens are in their registers, and all of them count. */
export const registerChecks: readonly Check[] = [
  { needs: ['sources'], run: unknownSources },
  {
    needs: ['sources', 'dialog', 'articles', 'network', 'links', 'glossary', 'countries'],
    run: unusedSources,
  },
  { needs: ['links'], run: unknownLinks },
  { needs: ['links', 'network', 'namespace', 'words'], run: unusedLinks },
  { needs: ['glossary'], run: unknownLabels },
  { needs: ['glossary', 'languages'], run: glossaryEntries },
];

/** An entry of a register that something names. */
interface Citation {
  readonly id: string;
  readonly at: () => Spot;
}

function* unknownSources(view: View): Generator<Mistake> {
  const known = Object.keys(view.sources);
  for (const { id, at } of [...citations(view), ...conflictCitations(view)]) {
    if (id in view.sources) continue;
    const remedy = `Add it to knowledge/sources.yaml or correct it.${didYouMean(id, known)}`;
    yield mistake('unknown-source', at(), `There is no source "${id}".`, remedy);
  }
}

function* unusedSources(view: View): Generator<Mistake> {
  const cited = new Set(citations(view).map(({ id }) => id));
  for (const id of cited) view.sources[id]?.between?.forEach((side) => cited.add(side));
  const [register] = view.files.sources;
  for (const id of Object.keys(view.sources)) {
    if (cited.has(id) || register === undefined) continue;
    const remedy = 'Cite it where it is relied on, or delete it.';
    yield mistake('unused-source', register.at('sources', id), `Nothing cites "${id}".`, remedy);
  }
}

/** A source is cited by a list `sources:` or an entry `source:`, however deep it stands. */
function citations({ files }: View): Citation[] {
  return [
    ...files.dialog,
    ...files.articles,
    ...files.network,
    ...files.links,
    ...files.glossary,
    ...files.countries,
  ].flatMap(({ value, at }) => cites(value, (path) => () => at(...path), []));
}

function conflictCitations({ files }: View): Citation[] {
  return files.sources.flatMap(({ value, at }) =>
    Object.entries(value.sources).flatMap(([id, { between }]) =>
      (between ?? []).map((side, index) => ({
        id: side,
        at: () => at('sources', id, 'between', index),
      })),
    ),
  );
}

function cites(
  value: unknown,
  spot: (path: readonly PropertyKey[]) => () => Spot,
  path: readonly PropertyKey[],
): Citation[] {
  if (Array.isArray(value)) {
    return value.flatMap((inner: unknown, index) => cites(inner, spot, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const below = [...path, key];
    if (key === 'source' && typeof inner === 'string') return [{ id: inner, at: spot(below) }];
    if (key !== 'sources' || !Array.isArray(inner)) return cites(inner, spot, below);
    return inner.map((id: unknown, index) => ({ id: String(id), at: spot([...below, index]) }));
  });
}

function* unknownLinks(view: View): Generator<Mistake> {
  const known = Object.keys(view.links);
  for (const { id, at } of linkUses(view)) {
    if (id in view.links) continue;
    const remedy = `Add it to knowledge/links.yaml or correct it.${didYouMean(id, known)}`;
    yield mistake('unknown-link', at(), `There is no address "${id}".`, remedy);
  }
}

function* unusedLinks(view: View): Generator<Mistake> {
  const used = new Set(linkUses(view).map(({ id }) => id));
  const [register] = view.files.links;
  for (const id of Object.keys(view.links)) {
    if (used.has(id) || register === undefined) continue;
    const message = `No text and no network gives the address "${id}".`;
    yield mistake('unused-link', register.at('links', id), message, 'Use it or delete it.');
  }
}

function linkUses({ files, texts }: View): Citation[] {
  const inTexts = [...texts.values()].flatMap((all) =>
    [...all.values()].flatMap(({ placeholders, at }) =>
      placeholders.links.map((id) => ({ id, at })),
    ),
  );
  const ofNetworks = files.network.flatMap(({ value, at }) => {
    const { website, mailbox, coordination, desk } = value.network;
    const named = [
      { id: website?.link, path: ['website', 'link'] },
      { id: mailbox?.link, path: ['mailbox', 'link'] },
      { id: coordination?.link, path: ['coordination', 'link'] },
      { id: desk?.through, path: ['desk', 'through'] },
    ];
    return named.flatMap(({ id, path }) =>
      id === undefined ? [] : [{ id, at: () => at('network', ...path) }],
    );
  });
  return [...inTexts, ...ofNetworks];
}

function* unknownLabels({ texts, labels }: View): Generator<Mistake> {
  const known = Object.keys(labels);
  for (const all of texts.values()) {
    for (const { placeholders, at } of all.values()) {
      for (const id of placeholders.labels) {
        if (id in labels) continue;
        const remedy = `Add it to knowledge/glossary.yaml with its source, or correct it.${didYouMean(id, known)}`;
        yield mistake('unknown-label', at(), `There is no label "${id}".`, remedy);
      }
    }
  }
}

function* glossaryEntries({ files, tags, first }: View): Generator<Mistake> {
  for (const { value, at } of files.glossary) {
    for (const [id, { screen, ...byTag }] of Object.entries(value.labels)) {
      if (!(first in byTag)) {
        const message = `The label "${id}" of the screen "${screen}" has no text in "${first}".`;
        yield mistake('missing-text', at('labels', id), message, `Add "${first}:".`);
      }
      for (const [tag, { source }] of Object.entries(byTag)) {
        const spot = (): Spot => at('labels', id, tag);
        if (!tags.includes(tag)) {
          const message = `"${tag}" is not on the list of languages.`;
          const remedy = `Correct it or take it out.${didYouMean(tag, tags)}`;
          yield mistake('unknown-language', spot(), message, remedy);
        } else if (source === undefined) {
          const message = `No source is given for the label "${id}" in "${tag}".`;
          const remedy = 'Cite the source that shows it; without one, leave the label out.';
          yield mistake('label-without-source', spot(), message, remedy);
        }
      }
    }
  }
}
