import { z } from 'zod';
import { stages } from '../../knowledge/stage.ts';
import { goal, id, place, sources, when, words } from './names.ts';

const mark = z
  .enum([...stages, 'sent'])
  .describe('Milestone reached by the answer: one of the six steps, or "sent".');
const set = z.record(id, z.string().min(1)).describe('Slots that the answer settles.');

const target = z.union([
  goal,
  z
    .strictObject({
      to: goal.optional(),
      article: id.optional().describe('Says this answer and stays.'),
      call: place.optional().describe('Enters a side branch and remembers where to return.'),
      set: set.optional(),
      clear: z.array(id).optional().describe('Slots that the answer makes unknown again.'),
      mark: mark.optional(),
      sends: z.literal(true).optional().describe('Sends what was gathered to the helpdesk.'),
    })
    .refine(
      ({ to, article, call }) => [to, article, call].filter((it) => it !== undefined).length === 1,
      'must have exactly one of "to", "article" and "call"',
    ),
]);

const wording = z.strictObject({ when: when.optional(), text: id });

const state = z.strictObject({
  routes: z
    .array(z.strictObject({ when: when.optional(), to: place }))
    .min(1)
    .optional()
    .describe('Says nothing: the first route that holds is taken at once.'),
  say: z.array(wording).min(1).optional().describe('The first wording that holds is said.'),
  answers: z.record(id, target).optional().describe('Buttons: answer id to where it leads.'),
  done: z
    .strictObject({ answer: id, to: goal, mark: mark.optional(), set: set.optional() })
    .optional()
    .describe('An instruction: adds "looks different", "stuck" and "more" to this answer.'),
  collects: id.optional().describe('Slot that is read from what is typed; passed over when known.'),
  next: place.optional().describe('Where to go once the slot is known.'),
  expects: z.array(id).optional().describe('Articles that are likelier here.'),
  sources: sources.optional(),
  stuck: goal.optional(),
  different: goal.optional(),
  resume: z
    .array(wording)
    .min(1)
    .optional()
    .describe('Several wordings of the line that brings a person back; "resume" when left out.'),
  learns: z
    .record(id, place)
    .optional()
    .describe('Slot to place: where a person goes at once who tells this here.'),
  returning: z.array(wording).min(1).optional().describe('For someone who comes back days later.'),
  short: z.boolean().optional().describe('Has a text "short" for those who come from an answer.'),
  success: z.boolean().optional().describe('The process ends well here.'),
  more: z.boolean().optional().describe('false: no More button.'),
  knows: z
    .array(id)
    .optional()
    .describe('Values that are known whenever a conversation gets here, whatever the way.'),
});

/** One dialog of `dialogs/<id>.yaml`. */
export const dialogFile = z.strictObject({
  dialog: id,
  stage: z.enum(stages).optional().describe('The step that its states belong to.'),
  start: id,
  stuck: id.optional().describe('State that is called by "I am stuck".'),
  different: id.optional().describe('State that is called by "it looks different".'),
  person: place.optional().describe('Who helps here, when it is not the network.'),
  expects: z.array(id).optional(),
  sources: sources.optional(),
  renamed: z.record(id, id).optional().describe('Old state id to the one that took its place.'),
  states: z.record(
    id,
    state.refine(
      ({ routes, ...rest }) => routes === undefined || Object.keys(rest).length === 0,
      'has routes, so it says nothing and can have nothing else',
    ),
  ),
});

/** `dialogs/slots.yaml`: what the bot finds out about a person. */
export const slotsFile = z.strictObject({
  slots: z.record(
    id,
    z
      .strictObject({
        reads: z.enum([
          'network',
          'country',
          'choice',
          'date',
          'words',
          'email',
          'answer',
          'derived',
        ]),
        values: z.array(z.string().min(1)).min(1).optional(),
        expects: z
          .record(z.string().min(1), z.array(id).min(1))
          .optional()
          .describe(
            'Articles that are likelier to be asked for, by value. It only tips near ties.',
          ),
      })
      .refine(
        ({ reads, values }) =>
          ['choice', 'answer', 'derived'].includes(reads) === Array.isArray(values),
        'must list its values if it is a choice, an answer or derived, and only then',
      ),
  ),
});

/** `dialogs/answers.yaml`: which answers a typed "ok", "yes", "no" or "not sure" may stand for. */
export const likesFile = z.strictObject({
  like: z.strictObject({
    done: z.array(id),
    yes: z.array(id),
    no: z.array(id),
    unsure: z.array(id),
  }),
  unclear: z
    .record(id, z.array(id).min(2).max(3))
    .optional()
    .describe('Short messages that mean one of some articles: which one, the state decides.'),
});

/** The words of one answer: what its button says, and what people type instead. */
export const answerWords = z.strictObject({ label: words, typed: z.array(words).optional() });

/** A state as an author writes it. */
export type StateEntry = z.output<typeof state>;

/** Where an answer leads, as an author writes it. */
export type TargetEntry = z.output<typeof target>;

/** One wording of a state, as an author writes it. */
export type WordingEntry = z.output<typeof wording>;

/** A dialog as an author writes it. */
export type DialogEntry = z.output<typeof dialogFile>;
