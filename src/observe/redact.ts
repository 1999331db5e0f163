/** A value of a log line. */
export type LogValue =
  string | number | boolean | null | readonly LogValue[] | { readonly [name: string]: LogValue };

/** What stands beside an event: ids, places, counts. */
export type LogFacts = Readonly<Record<string, LogValue>>;

/** What a log line shows in the place of a value that must not be there. */
export const redacted = '[redacted]';

/** Names under which words of a person, people and secrets travel in activities and requests. */
const privateNames = new Set(
  [
    ['text', 'utterance', 'speak', 'summary', 'title', 'label', 'value', 'content', 'attachments'],
    ['body', 'entities', 'from', 'recipient', 'user', 'name', 'email', 'mail', 'address', 'peer'],
    ['phone', 'ip', 'authorization', 'cookie', 'token', 'password', 'secret', 'headers'],
    ['serviceurl', 'channeldata', 'reply', 'reference', 'transcript', 'snapshot', 'slots'],
  ].flat(),
);

/** Values that show what they are whatever they are called: mail addresses, tokens, web addresses. */
const privateShapes = [
  /[^\s@/]@[^\s@/]+\.[^\s@]/,
  /\bbearer\s/i,
  /\beyJ[\w-]{8,}\./,
  /\bhttps?:\/\/[^\s/]+@/i,
  /[?&](?:token|code|secret|key|sig|password)=/i,
];

/** Longer values are prose. */
const longestValue = 300;

/**
 * The second net under the rule that no user text, name, address or secret is ever logged.
 *
 * The first net is that loggers are handed ids and counts only. What slips through is caught here by
 * its name, by its shape or by its length.
 */
export function redact(facts: LogFacts): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      privateNames.has(name.toLowerCase()) ? redacted : redactValue(value),
    ]),
  );
}

function redactValue(value: LogValue): LogValue {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  return isList(value) ? value.map(redactValue) : redact(value);
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: readonly LogValue[] | LogFacts): value is readonly LogValue[] {
  return Array.isArray(value);
}

function redactText(value: string): string {
  if (privateShapes.some((shape) => shape.test(value))) return redacted;
  return value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
}
