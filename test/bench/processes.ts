import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

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
    stdio: ['ignore', 'pipe', 'inherit'],
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

async function portOf(child: ChildProcess, port: RegExp): Promise<number> {
  if (child.stdout === null) throw new TypeError('The server has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const found = port.exec(line)?.[1];
    if (found !== undefined) {
      child.stdout.resume();
      return Number(found);
    }
  }
  throw new TypeError('The server ended before it listened');
}

function resident(pid: number): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}
