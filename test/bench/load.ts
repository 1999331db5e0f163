import { Agent, request } from 'node:http';

/** What a load run measured. */
export interface LoadResult {
  readonly turnsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/** The buttons of an answer, as the channel sent them. */
export type Buttons = readonly { readonly place: string; readonly answer: string }[];

/** Chooses the next activity's own fields from the number of the turn and the last buttons. */
export type Script = (turn: number, buttons: Buttons) => Readonly<Record<string, unknown>>;

/** How a server is loaded. */
export interface Load {
  readonly port: number;
  readonly connections: number;
  readonly warmupTurns: number;
  readonly turns: number;
  readonly script: Script;
}

/** Holds one conversation per connection, each waiting for its answer, until all turns are done. */
export async function runLoad(load: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  await round(load, agent, load.warmupTurns, 'warm');
  const began = performance.now();
  const latencies = (await round(load, agent, load.turns, 'run')).sort((one, other) => one - other);
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    turnsPerSecond: latencies.length / seconds,
    p50Milliseconds: at(0.5),
    p99Milliseconds: at(0.99),
  };
}

async function round(load: Load, agent: Agent, turns: number, name: string): Promise<number[]> {
  const each = Math.ceil(turns / load.connections);
  const all = Array.from({ length: load.connections }, (_, index) =>
    converse(load, agent, { turns: each, conversation: `${name}-${String(index)}` }),
  );
  return (await Promise.all(all)).flat();
}

async function converse(
  load: Load,
  agent: Agent,
  { turns, conversation }: { readonly turns: number; readonly conversation: string },
): Promise<number[]> {
  const latencies: number[] = [];
  let buttons: Buttons = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const body = JSON.stringify({
      type: 'message',
      id: `${conversation}-${String(turn)}`,
      channelId: 'emulator',
      deliveryMode: 'expectReplies',
      serviceUrl: 'http://127.0.0.1:9',
      from: { id: 'user', name: 'User' },
      recipient: { id: 'bot', name: 'Bot' },
      conversation: { id: conversation },
      ...load.script(turn, buttons),
    });
    const began = performance.now();
    const answer = await post(load.port, agent, body);
    latencies.push(performance.now() - began);
    buttons = buttonsOf(answer);
  }
  return latencies;
}

function post(port: number, agent: Agent, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(
      { host: '127.0.0.1', port, path: '/api/messages', method: 'POST', agent, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode !== 200)
            reject(new TypeError(`HTTP ${String(response.statusCode)}: ${text}`));
          else resolve(JSON.parse(text === '' ? '{}' : text));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Every `{ cpms, place, answer }` in an answer, wherever the channel put it. */
function buttonsOf(answer: unknown): Buttons {
  const found: { place: string; answer: string }[] = [];
  const waiting: unknown[] = [answer];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (typeof next !== 'object' || next === null) continue;
    const { place, answer: id } = next as { place?: unknown; answer?: unknown };
    if (typeof place === 'string' && typeof id === 'string') found.push({ place, answer: id });
    else waiting.push(...(Object.values(next) as unknown[]));
  }
  return found;
}
