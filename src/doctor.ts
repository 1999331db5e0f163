import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from './base/app-error.ts';
import type { Config, Environment } from './config.ts';
import { readConfig } from './config.ts';
import { readContent } from './content/read-content.ts';
import { openStore } from './storage/open.ts';

/** One thing that an installation needs, and whether it is there. */
export interface Finding {
  readonly about: 'node' | 'settings' | 'content' | 'reviews' | 'database' | 'mail' | 'bot';
  /** `limited`: it works, but not for everybody. */
  readonly state: 'fine' | 'limited' | 'broken';
  readonly message: string;
  /** What to do; null when nothing needs doing. */
  readonly remedy: string | null;
}

/** What an installation is judged by. */
export interface Patient {
  readonly root: string;
  readonly environment: Environment;
  readonly now: number;
}

/** The oldest Node that the server runs on. */
const oldestNode = 24;

/** Looks at everything an installation needs, without writing to anybody. */
export async function diagnose(patient: Patient): Promise<Finding[]> {
  const content = lookAtContent(patient);
  const config = settingsOf(patient.environment);
  if ('broken' in config) return [nodeFinding(), config.broken, ...content];
  const settings: Finding = {
    about: 'settings',
    state: 'fine',
    message: 'All settings can be used.',
    remedy: null,
  };
  return [
    nodeFinding(),
    settings,
    ...content,
    await lookAtDatabase(config.config),
    lookAtMail(config.config),
    lookAtBot(config.config),
  ];
}

/** The findings as an operator reads them. */
export function reportDiagnosis(findings: readonly Finding[]): string {
  const marks = { fine: 'ok      ', limited: 'limited ', broken: 'BROKEN  ' };
  return findings
    .map(({ about, state, message, remedy }) => {
      const line = `${marks[state]}${about.padEnd(9)} ${message}`;
      return remedy === null ? line : `${line}\n${' '.repeat(18)}-> ${remedy}`;
    })
    .join('\n');
}

function nodeFinding(): Finding {
  const { version } = process;
  const major = Number(version.slice(1).split('.')[0]);
  return major >= oldestNode
    ? { about: 'node', state: 'fine', message: `Node ${version}.`, remedy: null }
    : {
        about: 'node',
        state: 'broken',
        message: `Node ${version} is too old.`,
        remedy: `Use npm's scripts, which bring their own, or install Node ${String(oldestNode)}.`,
      };
}

function settingsOf(environment: Environment): { config: Config } | { broken: Finding } {
  try {
    return { config: readConfig(environment) };
  } catch (cause) {
    const message = cause instanceof AppError ? cause.message : String(cause);
    const remedy = 'deploy/example.env explains every setting.';
    return { broken: { about: 'settings', state: 'broken', message, remedy } };
  }
}

function lookAtContent({ root, now }: Patient): Finding[] {
  const reading = readContent(root, { now });
  if (!reading.ok) {
    const count = reading.mistakes.filter(({ severity }) => severity === 'error').length;
    const message = `${String(count)} mistakes in the content.`;
    return [
      { about: 'content', state: 'broken', message, remedy: 'npm run validate names them all.' },
    ];
  }
  const { articles, languages } = reading.content.compiled;
  const count = Object.keys(articles).length;
  const message = `${String(count)} articles in ${languages.join(', ')}.`;
  const overdue = reading.warnings.length;
  const reviews: Finding =
    overdue === 0
      ? { about: 'reviews', state: 'fine', message: 'No review is overdue.', remedy: null }
      : {
          about: 'reviews',
          state: 'limited',
          message: `${String(overdue)} warnings, overdue reviews among them.`,
          remedy: 'npm run validate names them; read the sources again and move the dates.',
        };
  return [{ about: 'content', state: 'fine', message, remedy: null }, reviews];
}

async function lookAtDatabase(config: Config): Promise<Finding> {
  const file = join(config.DATA_DIR, 'bot.sqlite');
  try {
    mkdirSync(config.DATA_DIR, { recursive: true });
    const store = await openStore(file);
    const health = await store.health();
    const { waiting, givenUp } = await store.outbox.state();
    await store.close();
    if (!health.able) return brokenDatabase(file, health.code);
    const message = `${file} can be written; ${String(waiting)} replies wait, ${String(givenUp)} were given up.`;
    return { about: 'database', state: 'fine', message, remedy: null };
  } catch (cause) {
    return brokenDatabase(file, cause instanceof AppError ? cause.code : String(cause));
  }
}

function brokenDatabase(file: string, code: string): Finding {
  const remedy = `See ${code} in deploy/README.md.`;
  return { about: 'database', state: 'broken', message: `${file}: ${code}.`, remedy };
}

function lookAtMail(config: Config): Finding {
  const message = 'This release sends no mail: people are shown the mailbox of their helpdesk.';
  if (config.HELPDESK_MAILBOX !== undefined)
    return { about: 'mail', state: 'fine', message, remedy: null };
  const remedy = 'Set HELPDESK_MAILBOX to name one to people whose network has no known mailbox.';
  return { about: 'mail', state: 'limited', message, remedy };
}

function lookAtBot(config: Config): Finding {
  if (config.MicrosoftAppId === undefined) {
    return {
      about: 'bot',
      state: 'limited',
      message: 'No bot registration: /api/messages answers callers on this machine only.',
      remedy:
        'Set MicrosoftAppId and MicrosoftAppPassword to be reached by Teams and Azure Bot Service.',
    };
  }
  return { about: 'bot', state: 'fine', message: 'Bot credentials are set.', remedy: null };
}
