import { createApp } from '../../src/app.ts';
import type { Clock } from '../../src/base/clock.ts';
import { systemClock } from '../../src/base/clock.ts';
import { randomIds } from '../../src/base/ids.ts';
import type { Brain } from '../../src/brain.ts';
import { readConfig } from '../../src/config.ts';
import type { Line } from '../../src/locale/line.ts';
import { shareCache } from '../support/shared-cache.ts';
import { createTestBrain } from '../support/test-brain.ts';

/** What an app of a test is started with. */
export interface TestAppParts {
  /** `DATA_DIR`; a second start on the same one goes on where the first ended. */
  readonly data: string;
  /** Other settings, as an operator writes them. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
}

/** The real app, listening. */
export interface TestApp {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the real app in this process; the trained matcher is shared with the other tests. */
export async function startTestApp(parts: TestAppParts): Promise<TestApp> {
  const { data, settings = {}, clock = systemClock } = parts;
  shareCache(data);
  const config = readConfig({ DATA_DIR: data, PORT: '0', LOG_LEVEL: 'silent', ...settings });
  const app = createApp(config, { root: process.cwd(), clock, ids: randomIds });
  const { url } = await app.start();
  return { url, stop: app.stop };
}

/** One person in one conversation, who reads every answer in the answer to the request. */
export interface Person {
  /** Opens the chat from the page of a network. */
  readonly begins: (network: string) => Promise<string>;
  readonly says: (text: string, activityId?: string) => Promise<string>;
  readonly presses: (place: string, answer: string, activityId?: string) => Promise<string>;
}

/** How activities of a conversation look besides what the person does. */
export interface Chat {
  readonly conversation: string;
  /** Where replies go; null: they stand in the answer to the request. */
  readonly serviceUrl?: string;
}

let count = 0;

/** A person who talks to an app. What is heard is the text of the reply; empty when it goes elsewhere. */
export function personAt(app: Pick<TestApp, 'url'>, { conversation, serviceUrl }: Chat): Person {
  const inline = serviceUrl === undefined;
  const post = async (fields: Readonly<Record<string, unknown>>): Promise<string> => {
    const response = await fetch(`${app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `activity ${String((count += 1))}`,
        channelId: 'webchat',
        serviceUrl: serviceUrl ?? 'http://127.0.0.1:9',
        from: { id: 'person' },
        recipient: { id: 'bot' },
        conversation: { id: conversation },
        locale: 'en',
        ...(inline ? { deliveryMode: 'expectReplies' } : {}),
        ...fields,
      }),
    });
    if (response.status !== 200) throw new TypeError(`${response.status}`);
    return inline ? textOf(await response.json()) : '';
  };
  const idOf = (id: string | undefined): object => (id === undefined ? {} : { id });
  return {
    begins: (network) => post({ type: 'event', name: 'cpms/start', value: { network } }),
    says: (text, id) => post({ text, ...idOf(id) }),
    presses: (place, answer, id) => post({ value: { cpms: 1, place, answer }, ...idOf(id) }),
  };
}

/** The text that a person reads of replies as they travel. */
export function textOf(body: unknown): string {
  const { activities } = body as { activities: readonly { readonly text?: string }[] };
  return activities.map(({ text = '' }) => text).join('\n');
}

/** Leads a person of a network to the preview of a message to its helpdesk. */
export async function tellTrouble(
  person: Person,
  given: { readonly network: string; readonly story: string; readonly contact: string },
): Promise<string> {
  await person.begins(given.network);
  await person.says('a person');
  await person.says(given.story);
  return person.says(given.contact);
}

/** The reference that stands in a reply. */
export function referenceIn(reply: string): string {
  const [reference] = /\b[0-9A-Z]{2}-[0-9A-Z]{3}\b/.exec(reply) ?? [];
  if (reference === undefined) throw new TypeError(`No reference in: ${reply}`);
  return reference;
}

const brain: Brain = await createTestBrain();

/** What a line says in English, as a reply shows it. */
export function words(line: Line): string {
  return brain.locale.render(line, 'en').trim().split('\n').join('\n\n');
}

/** The same for a line about one ticket. */
export function wordsOn(key: string, reference: string, network?: string): string {
  return words({
    key,
    values: {
      reference: { kind: 'exact', text: reference },
      ...(network === undefined ? {} : { network: { kind: 'network', id: network } }),
    },
  });
}
