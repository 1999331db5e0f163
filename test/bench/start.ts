import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from './durable-turn.ts';
import type { Served } from './processes.ts';
import { serve } from './processes.ts';
import type { Row } from './rows.ts';

const rounds = 5;

/** Start to listening, and resident memory, beside an echo bot's. */
export async function benchStart(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  try {
    const first = await measure(() => startBot(folder));
    const second: Measured[] = [];
    const echo: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      second.push(await measure(() => startBot(folder)));
      const file = join(folder, `echo-${String(round)}.sqlite`);
      echo.push(
        await measure(() => serve(['test/bench/echo-bot.ts', '0', file], {}, /listening (\d+)/)),
      );
    }
    return rowsOf(first, middle(second), middle(echo));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

async function measure(start: () => Promise<Served>): Promise<Measured> {
  const served = await start();
  const measured = {
    milliseconds: served.startedMilliseconds,
    megabytes: served.residentMegabytes(),
  };
  await served.stop();
  return measured;
}

function middle(all: readonly Measured[]): Measured {
  const median = (values: number[]): number =>
    values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  return {
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    megabytes: median(all.map(({ megabytes }) => megabytes)),
  };
}

function rowsOf(first: Measured, second: Measured, echo: Measured): Row[] {
  const reach = { of: 'ratio', is: 'at most', bound: 1.5 } as const;
  return [
    {
      what: 'second start to listening',
      value: second.milliseconds,
      unit: 'ms',
      yardstick: { what: 'echo bot', value: echo.milliseconds },
      reach,
    },
    {
      what: 'resident memory after the second start',
      value: second.megabytes,
      unit: 'MB',
      yardstick: { what: 'echo bot', value: echo.megabytes },
      reach,
    },
    {
      what: 'first start to listening, nothing cached',
      value: first.milliseconds,
      unit: 'ms',
      yardstick: { what: 'echo bot', value: echo.milliseconds },
    },
  ];
}
