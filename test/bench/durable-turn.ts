import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadResult, Script } from './load.ts';
import { runLoad } from './load.ts';
import type { Served } from './processes.ts';
import { serve } from './processes.ts';
import type { Row } from './rows.ts';

const connections = 20;
const turns = 3000;
const warmupTurns = 600;
const rounds = 3;

/** Questions as people type them; the same for our bot and for the yardsticks. */
const typed = [
  'what is saas',
  'i forgot my password',
  'ok',
  'how long does the approval take',
  'where am i',
  'the sms does not arrive',
  'which role do i tick',
  'i am a guest in reconnet from italy',
  'can my secretary use my account',
  'no mail came',
] as const;

const typing: Script = (turn) => ({ text: typed[turn % typed.length] });

/** Two presses, then a typed message; a press takes the button that leads on. */
const mixed: Script = (turn, buttons) => {
  const button = buttons.find(({ answer }) => !answer.startsWith('@')) ?? buttons[0];
  if (turn % 3 === 2 || button === undefined) return typing(turn, buttons);
  return { value: { cpms: 1, place: button.place, answer: button.answer } };
};

/** Turns per second and tail latency of the whole bot beside an echo bot that commits 2 kB per turn. */
export async function benchDurableTurn(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-turn-'));
  const ours = await startBot(folder);
  const durable = await serve(
    ['test/bench/echo-bot.ts', '0', join(folder, 'echo.sqlite')],
    {},
    /listening (\d+)/,
  );
  const plain = await serve(['test/bench/echo-bot.ts', '0', '-'], {}, /listening (\d+)/);
  try {
    const runs = {
      mixed: [] as LoadResult[],
      typed: [] as LoadResult[],
      durable: [] as LoadResult[],
      plain: [] as LoadResult[],
    };
    for (let round = 0; round < rounds; round += 1) {
      runs.mixed.push(await load(ours, mixed));
      runs.durable.push(await load(durable, typing));
      runs.typed.push(await load(ours, typing));
      runs.plain.push(await load(plain, typing));
    }
    return rowsOf({
      mixed: middle(runs.mixed),
      typed: middle(runs.typed),
      durable: middle(runs.durable),
      plain: middle(runs.plain),
    });
  } finally {
    await Promise.all([ours.stop(), durable.stop(), plain.stop()]);
    rmSync(folder, { recursive: true });
  }
}

/** Our server as `npm start` runs it, with limits off, on a port of the system's choice. */
export function startBot(folder: string): Promise<Served> {
  const environment = {
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    RATE_LIMITS: 'false',
    LOG_LEVEL: 'warn',
  };
  return serve(['src/main.ts', 'serve'], environment, /http:\/\/127\.0\.0\.1:(\d+)/);
}

function load(served: Served, script: Script): Promise<LoadResult> {
  return runLoad({ port: served.port, connections, warmupTurns, turns, script });
}

/** The run with the median throughput: machines are noisy. */
function middle(runs: readonly LoadResult[]): LoadResult {
  const sorted = [...runs].sort((one, other) => one.turnsPerSecond - other.turnsPerSecond);
  const found = sorted[Math.floor(sorted.length / 2)];
  if (found === undefined) throw new TypeError('No runs');
  return found;
}

function rowsOf(
  results: Readonly<Record<'mixed' | 'typed' | 'durable' | 'plain', LoadResult>>,
): Row[] {
  const { mixed: bot, typed: onlyTyped, durable, plain } = results;
  const echo = { what: 'echo bot, 2 kB commit', value: durable.turnsPerSecond };
  return [
    {
      what: 'durable turns, two presses to one typed',
      value: bot.turnsPerSecond,
      unit: 'turns/s',
      yardstick: echo,
      reach: { of: 'ratio', is: 'at least', bound: 0.5 },
    },
    {
      what: 'durable turn, p99',
      value: bot.p99Milliseconds,
      unit: 'ms',
      yardstick: { what: 'echo bot, 2 kB commit', value: durable.p99Milliseconds },
      reach: { of: 'ratio', is: 'at most', bound: 2 },
    },
    {
      what: 'durable turns, typed only',
      value: onlyTyped.turnsPerSecond,
      unit: 'turns/s',
      yardstick: echo,
    },
    {
      what: 'echo bot without a commit',
      value: plain.turnsPerSecond,
      unit: 'turns/s',
      yardstick: echo,
    },
  ];
}
