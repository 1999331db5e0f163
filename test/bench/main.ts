import { parseArgs } from 'node:util';
import type { Row } from './rows.ts';
import { keepsReach, table } from './rows.ts';

/** Every group of benchmarks by the word that runs it alone. */
const groups: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  turn: async () => (await import('./durable-turn.ts')).benchDurableTurn(),
  start: async () => (await import('./start.ts')).benchStart(),
  nlu: async () => [
    ...(await import('./nlu-rows.ts')).nluRows(),
    ...(await (await import('./nlu-peers.ts')).peerRows()),
  ],
  store: async () => (await import('./store-rows.ts')).storeRows(),
  web: async () => (await import('./web.ts')).benchWeb(),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    check: { type: 'boolean' },
    // A corpus of JSON lines to train the matchers on and one to ask them, with `nlu`.
    train: { type: 'string' },
    test: { type: 'string' },
  },
});

if ((values.train === undefined) !== (values.test === undefined)) {
  console.error('--train and --test go together: each names a file of JSON lines.');
  process.exit(64);
}

const rows: Row[] = [];
if (values.train !== undefined && values.test !== undefined) {
  const { corpusRows } = await import('./nlu-peers.ts');
  rows.push(...(await corpusRows(values.train, values.test)));
} else {
  for (const [name, group] of Object.entries(groups)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...(await group()));
  }
}
console.log(values.json === true ? JSON.stringify(rows, null, 2) : table(rows));
if (values.check === true && !rows.every(keepsReach)) process.exitCode = 1;
