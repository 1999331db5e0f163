import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError } from './base/app-error.ts';
import { isRange } from './http/client-address.ts';
import type { Keeping } from './turn/keeping.ts';
import { usualKeeping } from './turn/keeping.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const days = z.coerce.number().int().min(1).max(3_650);
const webAddress = z.url({ protocol: /^https?$/ });

/** A list in one setting, its items parted by commas. */
const listed = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const origins = listed.refine(
  (items) => items.length > 0 && items.every(isOrigin),
  'must be whole origins, "https://ern.example", parted by commas: no path, no wildcard, no name before the host',
);

/** Who is believed about a caller's address. */
const trust = z
  .string()
  .transform((text) =>
    /^\d+$/.test(text)
      ? ({ kind: 'count', proxies: Number(text) } as const)
      : ({ kind: 'ranges', ranges: text.split(',').map((range) => range.trim()) } as const),
  )
  .refine(
    (read) =>
      read.kind === 'count' ? read.proxies >= 1 && read.proxies <= 10 : read.ranges.every(isRange),
    'must be a number of proxies from 1 to 10, or addresses and ranges parted by commas',
  );

/** A secret that was copied from an example is none, and neither is one letter again and again. */
const secret = z
  .string()
  .min(32, 'must have at least 32 characters')
  .refine(
    (text) => !/change|example|secret|password|^(.)\1*$/i.test(text),
    'must not be an example',
  );

/**
 * Every setting, all optional, checked once at start. `deploy/example.env` explains each for
 * operators; a test keeps the two in step.
 */
const settings = {
  PORT: port.default(3978),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: webAddress.optional(),
  TRUST_PROXY: trust.optional(),
  WEB_ORIGINS: origins.optional(),
  DIRECT_LINE_SECRET: secret.optional(),
  PRIVACY_URL: webAddress.optional(),
  ACCESSIBILITY_URL: webAddress.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  HELPDESK_MAILBOX: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().optional(),
  MAIL_REDIRECT_TO: z.email().optional(),
  TRANSCRIPT_DAYS: days.default(usualKeeping.transcriptDays),
  TICKET_DAYS: days.default(usualKeeping.ticketDays),
  OPENAI_ENDPOINT: webAddress.optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).optional(),
  MicrosoftAppId: z.string().min(1).optional(),
  MicrosoftAppPassword: z.string().min(1).optional(),
  MicrosoftAppTenantId: z.string().min(1).optional(),
  BotOpenIdMetadata: webAddress.optional(),
  ToBotFromChannelTokenIssuer: z.string().min(1).optional(),
  ToBotFromChannelOpenIdMetadataUrl: webAddress.optional(),
  ToBotFromEmulatorOpenIdMetadataUrl: webAddress.optional(),
} as const;

const settingsSchema = z.object(settings);

/** The settings of one installation, whole and valid. */
export type Config = z.infer<typeof settingsSchema>;

/** Names of all settings, for the example file and its test. */
export const settingNames: readonly string[] = Object.keys(settings);

/** Settings that are secrets: they may come from a file and are never printed. */
export const secretNames: readonly string[] = [
  'MicrosoftAppPassword',
  'DIRECT_LINE_SECRET',
  'SMTP_URL',
  'OPENAI_API_KEY',
];

/** Where settings come from: the environment, or a test's table. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks every setting; names all problems at once.
 *
 * A secret may stand in a file named by `<NAME>_FILE`. A name that is one edit away from one of
 * ours is taken for a misspelling; other unknown names belong to somebody else.
 * @throws AppError CONFIG_INVALID with one line per problem.
 */
export function readConfig(environment: Environment): Config {
  const { values, problems } = withFiles(environment);
  const misspelt = Object.keys(environment).flatMap((name) => misspelling(name));
  const read = settingsSchema.safeParse(values);
  const issues = read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const all = [...problems, ...issues, ...misspelt, ...(read.success ? together(read.data) : [])];
  if (all.length > 0 || !read.success) {
    throw new AppError('CONFIG_INVALID', `Settings that cannot be used:\n  ${all.join('\n  ')}`, {
      problems: all.length,
    });
  }
  return read.data;
}

/** Days that things are kept, as the settings have it. */
export function keepingOf({ TRANSCRIPT_DAYS, TICKET_DAYS }: Config): Keeping {
  return { transcriptDays: TRANSCRIPT_DAYS, ticketDays: TICKET_DAYS };
}

/** The one place that reads the environment. */
export function environment(): Environment {
  // eslint-disable-next-line no-restricted-syntax -- this is the reader that the rule speaks of
  return process.env;
}

/** Whether a text is an origin as browsers write it. A star would be a letter of the name and let nobody in. */
function isOrigin(text: string): boolean {
  if (text.includes('*') || !URL.canParse(text)) return false;
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'https:' || protocol === 'http:');
}

/** Empty values count as not set, as compose files and service managers write them. */
function withFiles(environment: Environment): {
  values: Record<string, string>;
  problems: string[];
} {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of settingNames) {
    const direct = environment[name];
    if (direct !== undefined && direct !== '') values[name] = direct;
    const file = environment[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    if (!secretNames.includes(name)) problems.push(`${name}_FILE: only secrets come from files`);
    else if (name in values) problems.push(`${name}: given directly and by ${name}_FILE`);
    else {
      const secret = fileContent(file);
      if (secret === null) problems.push(`${name}_FILE: ${file} cannot be read`);
      else values[name] = secret;
    }
  }
  return { values, problems };
}

function fileContent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** Settings that only make sense together. */
function together(config: Config): string[] {
  const problems: string[] = [];
  if (config.MicrosoftAppPassword !== undefined && config.MicrosoftAppId === undefined) {
    problems.push('MicrosoftAppId: needed when MicrosoftAppPassword is set');
  }
  const managed = config.MicrosoftAppType === 'UserAssignedMSI';
  if (
    config.MicrosoftAppId !== undefined &&
    config.MicrosoftAppPassword === undefined &&
    !managed
  ) {
    problems.push(
      'MicrosoftAppPassword: needed with MicrosoftAppId, unless MicrosoftAppType is UserAssignedMSI',
    );
  }
  if (config.SMTP_URL !== undefined && config.MAIL_FROM === undefined) {
    problems.push('MAIL_FROM: needed with SMTP_URL; mail servers refuse mail from nobody');
  }
  const model = [config.OPENAI_ENDPOINT, config.OPENAI_API_KEY, config.OPENAI_MODEL];
  if (model.includes(undefined) && model.some((setting) => setting !== undefined)) {
    problems.push('OPENAI_ENDPOINT, OPENAI_API_KEY, OPENAI_MODEL: all three are needed, or none');
  }
  if (config.TICKET_DAYS < config.TRANSCRIPT_DAYS) {
    problems.push('TICKET_DAYS: must not be less than TRANSCRIPT_DAYS, since a ticket holds less');
  }
  if (config.MicrosoftAppType === 'SingleTenant' && config.MicrosoftAppTenantId === undefined) {
    problems.push('MicrosoftAppTenantId: needed when MicrosoftAppType is SingleTenant');
  }
  return problems;
}

function misspelling(name: string): string[] {
  if (settingNames.includes(name) || name.endsWith('_FILE')) return [];
  const meant = settingNames.find((known) => known.length > 5 && oneEdit(name, known));
  return meant === undefined ? [] : [`${name}: unknown; did you mean ${meant}?`];
}

/** Whether two names differ by one letter added, dropped, changed or swapped with its neighbour. */
function oneEdit(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const rest = (text: string, from: number): string => text.slice(from);
  if (one.length > other.length) return rest(one, start + 1) === rest(other, start);
  if (one.length < other.length) return rest(one, start) === rest(other, start + 1);
  const swapped = one[start] === other[start + 1] && one[start + 1] === other[start];
  if (swapped && rest(one, start + 2) === rest(other, start + 2)) return true;
  return rest(one, start + 1) === rest(other, start + 1);
}
