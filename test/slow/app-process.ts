import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { shareCache } from '../support/shared-cache.ts';

/** The app as a process of its own. */
export interface AppProcess {
  readonly url: string;
  /** Everything that it has printed so far. */
  readonly log: () => string;
  /** Tells it to stop, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the app as an operator does, with everything logged, on files that are its own. */
export async function startProcess(
  data: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<AppProcess> {
  shareCache(data);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/main.ts', 'serve'],
    {
      env: { PORT: '0', DATA_DIR: data, LOG_LEVEL: 'trace', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  let log = '';
  child.stderr.on('data', (bytes: Buffer) => (log += bytes.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      log += `${line}\n`;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    void ended.then(([code]) => reject(new TypeError(`exit ${String(code)}: ${log}`)));
  });
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const [code] = await ended;
    return code;
  };
  return { url, log: () => log, stop };
}
