import { z } from 'zod';

/** A name that other files refer to: kebab-case, so that it is safe in keys, paths and buttons. */
export const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be lower case words joined by hyphens');

/** A state of the same dialog (`state`) or of another (`dialog/state`). */
export const place = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/, 'must be "state" or "dialog/state"')
  .describe('A state: "state" in the same dialog, "dialog/state" in another.');

/** A state, or one of the things that can be done everywhere, with an @. */
export const goal = z
  .string()
  .regex(
    /^(@[a-z]+|[a-z0-9-]+(\/[a-z0-9-]+)?)$/,
    'must be a state, "@return", "@person" or "@more"',
  )
  .describe('A state, "@return" (back from a side branch), "@person" or "@more".');

/** When something applies: every slot named must have one of the values given. */
export const when = z
  .record(id, z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]))
  .describe('Every slot named must have one of the values; "known" and "unknown" work for all.');

/** Words that a person reads or types. */
export const words = z.string().trim().min(1, 'must not be empty');

/** Ids of sources. */
export const sources = z.array(id).describe('Ids of knowledge/sources.yaml.');

/** A day, `yyyy-mm-dd`. */
export const day = z.iso.date('must be a day, yyyy-mm-dd');

/** A language tag as folders are called by it: `en`, `pt-br`. */
export const tag = z
  .string()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/, 'must be a language tag in lower case');
