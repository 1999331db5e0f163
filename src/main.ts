import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Exit codes in the manner of sysexits: 65 for bad content, 78 for bad settings, 1 for the rest. */
const exitCodes: Readonly<Record<string, number>> = { CONTENT_INVALID: 65, CONFIG_INVALID: 78 };

// Types are stripped and code is compiled once, not at every start: this saves a third of the start.
enableCompileCache(join(tmpdir(), 'cpms-helpdesk-bot-code'));
const { AppError } = await import('./base/app-error.ts');
const { commands } = await import('./commands.ts');

const [word = '', ...words] = process.argv.slice(2);
const command = commands[word];

if (command === undefined) {
  process.stderr.write(`Usage: node src/main.ts ${Object.keys(commands).join(' | ')}\n`);
  process.exitCode = 64;
} else {
  try {
    process.exitCode = await command(words);
  } catch (cause) {
    const named = cause instanceof AppError;
    process.stderr.write(`${named ? `${cause.code}: ${cause.message}` : String(cause)}\n`);
    process.exitCode = named ? (exitCodes[cause.code] ?? 1) : 1;
  }
}
