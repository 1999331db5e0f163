import { z } from 'zod';
import { stages } from '../../knowledge/stage.ts';
import { day, id, place, sources, when, words } from './names.ts';

const cited = { source: id.describe('Id of knowledge/sources.yaml that shows it.') };
const linked = z.strictObject({ link: id, ...cited });

/** Texts of an article that are no answers. */
const besides = ['title', 'more', 'short', 'why'];

const variantId = id.refine(
  (name) => !besides.includes(name),
  `must not be one of ${besides.join(', ')}: the words of the article use these`,
);

/** `knowledge/articles/<topic>.yaml`: structure of the articles, without words. */
export const articlesFile = z.strictObject({
  articles: z.array(
    z
      .strictObject({
        id,
        definition: words.describe('Where this entry ends and the next begins.'),
        stage: z.enum([...stages, 'none']),
        owner: z.enum(['network-desk', 'eu-login-support', 'hospital-it', 'none']),
        sources: sources.min(1),
        reviewed: day,
        'review-by': day,
        asks: id.optional().describe('Slot that would change the answer: asked after it.'),
        leads: z
          .strictObject({
            to: place,
            when: z.enum(['always', 'root', 'offered']),
            given: when.optional().describe('Enters at once only where this holds; else offers.'),
          })
          .optional()
          .describe('A dialog that walks the person through what the answer tells.'),
        next: id.optional().describe('Article that helps next, where no dialog goes on.'),
        trouble: z.boolean().optional().describe('Who says this is in trouble.'),
        alone: z.boolean().optional().describe('The answer stands alone: no way back is said.'),
        person: z.boolean().optional().describe('A person is fetched at once, after the answer.'),
        action: z.literal('person').optional().describe('A thing to do: no answer, no variants.'),
        variants: z
          .array(z.strictObject({ id: variantId, when: when.optional() }))
          .min(1)
          .optional(),
      })
      .refine(
        ({ action, variants }) => (action === undefined) !== (variants === undefined),
        'must have either variants or an action',
      ),
  ),
});

/** `knowledge/<tag>/<topic>.yaml`: words of the articles. */
export const wordsFile = z.strictObject({
  articles: z.record(
    id,
    z.strictObject({
      title: words.describe('Two to six words: it is a button.'),
      tones: z.record(id, z.array(words).min(1)).optional(),
      answers: z.record(id, words).optional(),
      short: words.optional().describe('The answer in one sentence that holds for everyone.'),
      why: words.optional().describe('The reason, where a source gives one.'),
      more: words.optional().describe('Details behind "Show me more".'),
      questions: z.array(words).describe('As people type them.'),
    }),
  ),
});

/** `knowledge/networks/<id>.yaml`: a European Reference Network, only what a source gives. */
export const networkFile = z.strictObject({
  network: z.strictObject({
    id,
    name: words,
    short: words,
    label: z.strictObject({ text: words, ...cited }).optional(),
    website: linked.optional(),
    mailbox: linked.optional(),
    coordination: linked.optional(),
    desk: z
      .strictObject({
        name: words.optional(),
        through: id.optional(),
        ...cited,
      })
      .optional(),
    zone: z
      .strictObject({
        name: z
          .string()
          .regex(/^[A-Z][A-Za-z_]+\/[A-Z][A-Za-z_]+$/, 'must be a time zone, "Europe/Rome"'),
        ...cited,
      })
      .optional()
      .describe('Time zone of its helpdesk, where a source tells the place.'),
    process: z.strictObject({ value: z.enum(['saas', 'cpms2']), ...cited }).optional(),
    approval: z
      .array(
        z.union([
          z.strictObject({ hours: z.int().positive(), ...cited }),
          z.strictObject({ days: z.int().positive(), ...cited }),
        ]),
      )
      .optional(),
    guest: z
      .strictObject({
        days: z.int().positive().optional(),
        months: z.strictObject({ from: z.int(), to: z.int() }).optional(),
        or: id.optional(),
        for: z.array(id).optional(),
        choice: id.optional(),
        extension: z.boolean().optional(),
        temporary: z.boolean().optional(),
        panels: z.array(id).optional(),
        dated: day.optional(),
        ...cited,
      })
      .optional(),
    particulars: z
      .array(z.strictObject({ id, about: id, dated: day.optional(), ...cited }))
      .optional(),
    'thematic-areas': z.strictObject({ items: z.array(words).min(1), ...cited }).optional(),
    aliases: z.array(words).min(1).describe('Ways in which people type the name.'),
    sources: sources.min(1),
    reviewed: day,
    'review-by': day,
  }),
});

/** `knowledge/<tag>/networks.yaml`: what each network deals with, and the words for it. */
export const networkWordsFile = z.strictObject({
  networks: z.record(id, z.strictObject({ field: words, words: z.array(words).min(1) })),
});

/** `knowledge/<tag>/synonyms.yaml`: words that mean the same here. */
export const synonymsFile = z.strictObject({ groups: z.array(z.array(words).min(2)) });

/** `knowledge/sources.yaml`: the register of sources. */
export const sourcesFile = z.strictObject({
  sources: z.record(
    id,
    z
      .strictObject({
        title: words,
        kind: z.enum(['guide', 'page', 'conflict', 'own']),
        address: z.url({ protocol: /^https?$/ }).optional(),
        read: day,
        supports: words,
        between: sources.optional(),
      })
      .refine(
        ({ kind, address, between }) =>
          (kind === 'page') === (address !== undefined) &&
          (between === undefined || kind === 'conflict'),
        'must have an address if it is a page, and "between" only if it is a conflict',
      ),
  ),
});

/** `knowledge/links.yaml`: the register of web and mail addresses. */
export const linksFile = z.strictObject({
  links: z.record(
    id,
    z.strictObject({
      address: z.union(
        [z.url({ protocol: /^https?$/ }), z.email()],
        'must be a web or mail address',
      ),
      ...cited,
    }),
  ),
});

/** `knowledge/glossary.yaml`: names of buttons and menus, to the letter. */
export const glossaryFile = z.strictObject({
  labels: z.record(
    id,
    z
      .object({ screen: z.enum(['eu-login', 'eu-login-app', 'saas', 'cpms', 'mailbox']) })
      .catchall(z.strictObject({ text: words, source: id.optional() })),
  ),
});

/** `knowledge/countries.yaml`: the countries of the access request's list. */
export const countriesFile = z.strictObject({
  countries: z.record(
    z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code in capitals'),
    z
      .strictObject({ label: words.optional(), source: id.optional() })
      .refine(
        ({ label, source }) => (label === undefined) === (source === undefined),
        'must have both a label and its source, or neither',
      ),
  ),
});
