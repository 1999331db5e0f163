import { z } from 'zod';

/** The shape of a language tag: `pt`, `pt-BR`. */
export const languageTag = /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8}){0,4}$/i;

/** What a page says about itself when it opens the chat, in an event named `cpms/start`. */
export interface StartHints {
  /** Id of the network that the page belongs to. */
  readonly network?: string | undefined;
  readonly language?: string | undefined;
  /** False for pages that show words of their own and let the person begin. */
  readonly greeting?: boolean | undefined;
}

/** What does not fit is as good as not said: a page's mistake must not cost its visitor the chat. */
const startSchema = z
  .object({
    network: z
      .string()
      .regex(/^[\w-]{1,40}$/)
      .toLowerCase()
      .optional()
      .catch(undefined),
    language: z.string().regex(languageTag).optional().catch(undefined),
    greeting: z.boolean().optional().catch(undefined),
  })
  .catch({});

/** The name of the event. */
export const startEvent = 'cpms/start';

/** Reads the value of the event; nothing of it is trusted beyond its shape. */
export function readStartHints(value: unknown): StartHints {
  return startSchema.parse(value ?? {});
}
