import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from './base/app-error.ts';
import type { Config, Environment } from './config.ts';
import { readConfig } from './config.ts';
import { readContent } from './content/read-content.ts';
import type { MailFigures } from './escalation/mail-queue.ts';
import { trySmtp } from './escalation/smtp-transport.ts';
import { smtpOf } from './mail.ts';
import { openStore } from './storage/open.ts';

/** One thing that an installation needs, and whether it is there. */
export interface Finding {
  readonly about:
    'node' | 'settings' | 'content' | 'reviews' | 'database' | 'mail' | 'desks' | 'bot';
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
  const database = await lookAtDatabase(config.config);
  return [
    nodeFinding(),
    settings,
    ...content,
    database.finding,
    ...(await lookAtMail(config.config, database.mails)),
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

/** A database that cannot be used tells nothing of its mails. */
interface DatabaseLook {
  readonly finding: Finding;
  readonly mails: MailFigures | null;
}

async function lookAtDatabase(config: Config): Promise<DatabaseLook> {
  const file = join(config.DATA_DIR, 'bot.sqlite');
  try {
    mkdirSync(config.DATA_DIR, { recursive: true });
    const store = await openStore(file);
    const health = await store.health();
    const { waiting, givenUp } = await store.outbox.state();
    const mails = await store.mails.figures();
    await store.close();
    if (!health.able) return { finding: brokenDatabase(file, health.code), mails: null };
    const message = `${file} can be written; ${String(waiting)} replies wait, ${String(givenUp)} were given up.`;
    return { finding: { about: 'database', state: 'fine', message, remedy: null }, mails };
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : String(cause);
    return { finding: brokenDatabase(file, code), mails: null };
  }
}

function brokenDatabase(file: string, code: string): Finding {
  const remedy = `See ${code} in deploy/README.md.`;
  return { about: 'database', state: 'broken', message: `${file}: ${code}.`, remedy };
}

/** What a mail needs: a mail server, and a desk for every network. Nothing is sent to anybody. */
async function lookAtMail(config: Config, figures: MailFigures | null): Promise<Finding[]> {
  const found = [await lookAtMailServer(config), lookAtDesks(config)];
  return figures === null ? found : [...found, lookAtWaiting(figures)];
}

async function lookAtMailServer(config: Config): Promise<Finding> {
  const smtp = smtpOf(config);
  if (smtp === null) {
    const folder = join(config.DATA_DIR, 'mail');
    return {
      about: 'mail',
      state: 'limited',
      message: `No mail server: mails to helpdesks are written to ${folder} as .eml files.`,
      remedy: 'Set SMTP_URL and MAIL_FROM, or have something pick the files up and send them.',
    };
  }
  const refusal = await trySmtp(smtp);
  if (refusal !== null) {
    return {
      about: 'mail',
      state: 'broken',
      message: `The mail server cannot be used: ${refusal}.`,
      remedy: 'Check SMTP_URL. Mails wait meanwhile, and are sent when the server answers.',
    };
  }
  if (config.MAIL_REDIRECT_TO !== undefined) {
    const message = 'The mail server answers. All mail goes to MAIL_REDIRECT_TO.';
    const remedy = 'Take MAIL_REDIRECT_TO out when the trial is over.';
    return { about: 'mail', state: 'limited', message, remedy };
  }
  return { about: 'mail', state: 'fine', message: 'The mail server answers.', remedy: null };
}

function lookAtDesks({ HELPDESK_MAILBOX }: Config): Finding {
  if (HELPDESK_MAILBOX !== undefined) {
    const message = 'Every network has a mailbox: its own, or HELPDESK_MAILBOX.';
    return { about: 'desks', state: 'fine', message, remedy: null };
  }
  return {
    about: 'desks',
    state: 'limited',
    message: 'Messages to networks without a mailbox of their own are kept and reach nobody.',
    remedy: 'Set HELPDESK_MAILBOX to the mailbox that takes them; what was kept is sent then.',
  };
}

function lookAtWaiting({ waiting, kept, givenUp }: MailFigures): Finding {
  const message = `${String(waiting)} mails wait, ${String(kept)} have no address, ${String(givenUp)} were given up.`;
  const remedies = [
    ...(kept > 0 ? ['Set HELPDESK_MAILBOX, and those without an address are sent.'] : []),
    ...(givenUp > 0
      ? ['Those given up are in the table "mails": write to the desk yourself.']
      : []),
  ];
  return {
    about: 'mail',
    state: remedies.length === 0 ? 'fine' : 'limited',
    message,
    remedy: remedies.length === 0 ? null : remedies.join(' '),
  };
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
