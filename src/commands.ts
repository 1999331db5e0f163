import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, askLines } from './ask.ts';
import { systemClock } from './base/clock.ts';
import { randomIds } from './base/ids.ts';
import type { Brain } from './brain.ts';
import { createBrain } from './brain.ts';
import type { Config } from './config.ts';
import { environment, keepingOf, readConfig } from './config.ts';

/** The folder of the project: content is read from here, wherever the command was started. */
const root = join(import.meta.dirname, '..');

/** A command word: takes the words after it, gives the exit code. */
export type Command = (words: readonly string[]) => Promise<number>;

/** Every command of `npm run`, by its word. */
export const commands: Readonly<Record<string, Command>> = {
  serve,
  chat: converse,
  ask: question,
  validate,
  doctor,
  lessons,
  bundle,
};

/** Serves until it is told to stop; turns under way are finished first. */
async function serve(): Promise<number> {
  const { createApp } = await import('./app.ts');
  const app = createApp(readConfig(environment()), { root, clock: systemClock, ids: randomIds });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const { url } = await app.start();
  process.stderr.write(`Listening on ${url} (${app.doors.join(', ')})\n`);
  await stopped;
  await app.stop();
  return 0;
}

/** The same bot in the terminal. */
async function converse(words: readonly string[]): Promise<number> {
  const { talk } = await import('./talk.ts');
  const config = readConfig(environment());
  await talk({ root, brain: await brainFor(config), config, words });
  return 0;
}

/** One question, or JSON lines; nothing but results on standard output. */
async function question(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { locale: { type: 'string' }, jsonl: { type: 'boolean' } },
  });
  const brain = await brainFor(readConfig(environment()));
  if (values.jsonl === true) {
    await askLines(brain, process.stdin, process.stdout);
    return 0;
  }
  const asked = ask(brain, {
    id: null,
    text: positionals.join(' '),
    locale: values.locale ?? null,
  });
  process.stdout.write(`${JSON.stringify(asked, null, 2)}\n`);
  return 0;
}

/** Every mistake of the content at once; 65 when there is any, or a warning under `--strict`. */
async function validate(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { strict: { type: 'boolean' } } });
  const { readContent } = await import('./content/read-content.ts');
  const { reportMistakes } = await import('./content/report.ts');
  const reading = readContent(root, { now: systemClock.now() });
  const found = reading.ok ? reading.warnings : reading.mistakes;
  process.stdout.write(`${reportMistakes(found)}\n`);
  const bad = !reading.ok || (values.strict === true && found.length > 0);
  return bad ? 65 : 0;
}

/** What works here and what does not, and what to do about it. */
async function doctor(): Promise<number> {
  const { diagnose, reportDiagnosis } = await import('./doctor.ts');
  const findings = await diagnose({ root, environment: environment(), now: systemClock.now() });
  process.stdout.write(`${reportDiagnosis(findings)}\n`);
  return findings.every(({ state }) => state !== 'broken') ? 0 : 1;
}

/** What conversations teach those who write the content; nothing but results on standard output. */
async function lessons(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { since: { type: 'string' } } });
  const since = values.since === undefined ? 0 : Date.parse(values.since);
  if (Number.isNaN(since)) {
    process.stderr.write('--since takes a day: 2026-11-01\n');
    return 64;
  }
  const { openStore } = await import('./storage/open.ts');
  const { lessonLines } = await import('./lessons.ts');
  const store = await openStore(join(readConfig(environment()).DATA_DIR, 'bot.sqlite'));
  process.stdout.write((await lessonLines(store.lessons, since)).join(''));
  await store.close();
  return 0;
}

function brainFor(config: Config): Promise<Brain> {
  return createBrain({
    root,
    cache: join(config.DATA_DIR, 'cache'),
    now: systemClock.now(),
    fallbackMailbox: config.HELPDESK_MAILBOX ?? null,
    keeps: keepingOf(config),
  });
}

/** Builds what browsers load, where it is missing or old. */
async function bundle(): Promise<number> {
  const { ensureBundles } = await import('./bundles.ts');
  await ensureBundles(root);
  return 0;
}
