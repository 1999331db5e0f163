import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A server in a process of its own. */
export interface Served {
  readonly port: number;
  /** From the start of the process to the line that says it listens. */
  readonly startedMilliseconds: number;
  readonly residentMegabytes: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts a server and waits for the line on standard output that names its port. */
export async function serve(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  port: RegExp,
): Promise<Served> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const found = await portOf(child, port);
  const startedMilliseconds = performance.now() - began;
  return {
    port: found,
    startedMilliseconds,
    residentMegabytes: () => resident(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Longer than any start takes: a server that says nothing until then is broken. */
const longestStart = 60_000;

/** The port in the first line that names one, on either stream; both are drained from then on. */
function portOf(child: ChildProcess, port: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`No port within ${String(longestStart)} ms:\n${said}`));
    }, longestStart);
    const read = (chunk: Buffer): void => {
      if (said.length > 100_000) return;
      said += chunk.toString();
      const found = port.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(Number(found));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The server ended with ${String(code)}:\n${said}`));
    });
  });
}

function resident(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
