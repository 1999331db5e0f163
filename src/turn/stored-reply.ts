import { z } from 'zod';
import type { Reply, Value } from '../locale/line.ts';
import type { Json } from './ports.ts';

const valueSchema: z.ZodType<Value> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('number'), number: z.number() }),
    z.object({ kind: z.literal('network'), id: z.string() }),
    z.object({ kind: z.literal('country'), iso: z.string() }),
    z.object({ kind: z.literal('screen'), text: z.string() }),
    z.object({ kind: z.literal('exact'), text: z.string() }),
    z.object({ kind: z.literal('worded'), texts: z.record(z.string(), z.string()) }),
    z.object({ kind: z.literal('address'), text: z.string() }),
    z.object({ kind: z.literal('day'), iso: z.string() }),
    z.object({ kind: z.literal('language'), tag: z.string() }),
    z.object({ kind: z.literal('line'), line: lineSchema }),
    z.object({
      kind: z.literal('lines'),
      lines: z.array(lineSchema),
      join: z.enum(['comma', 'newline']),
    }),
    z.object({ kind: z.literal('values'), values: z.array(valueSchema) }),
    z.object({ kind: z.literal('transient'), text: z.string(), mask: z.string() }),
  ]),
);

const lineSchema = z.object({
  key: z.string(),
  values: z.record(z.string(), valueSchema).exactOptional(),
});

const replySchema = z.object({
  language: z.string(),
  place: z.string(),
  lines: z.array(lineSchema),
  buttons: z.array(z.object({ answer: z.string(), label: lineSchema })),
});

/** The reply of a stored turn; null when there was none or another release wrote it. */
export function readReply(stored: Json): Reply | null {
  const read = replySchema.safeParse(stored);
  return read.success ? read.data : null;
}

/** A reply as it is stored: plain data already; its types only do not say so. */
export function replyAsJson(reply: Reply): Json {
  return { ...reply, lines: reply.lines.map(lineAsJson), buttons: reply.buttons.map(buttonAsJson) };
}

function buttonAsJson(button: Reply['buttons'][number]): Json {
  return { answer: button.answer, label: lineAsJson(button.label) };
}

function lineAsJson(line: Reply['lines'][number]): Json {
  if (line.values === undefined) return { key: line.key };
  const values = Object.entries(line.values).map(
    ([name, value]) => [name, valueAsJson(value)] as const,
  );
  return { key: line.key, values: Object.fromEntries(values) };
}

function valueAsJson(value: Value): Json {
  if (value.kind === 'line') return { kind: 'line', line: lineAsJson(value.line) };
  if (value.kind === 'lines') return { ...value, lines: value.lines.map(lineAsJson) };
  if (value.kind === 'values') return { kind: 'values', values: value.values.map(valueAsJson) };
  return { ...value };
}
