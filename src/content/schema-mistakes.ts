import { z } from 'zod';
import type { Mistake, Spot } from './mistake.ts';
import { mistake } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import type { Path, YamlFile } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

/** What a schema makes of a file: its value, or a value less what nobody knows, or nothing. */
export interface Checked<Value> {
  readonly value: Value | null;
  readonly mistakes: Mistake[];
}

/**
 * Holds a file against its schema.
 *
 * A file whose only mistakes are unknown keys is read without them, so that one slip of the pen
 * does not hide the other mistakes of the folder.
 */
export function checkShape<Schema extends z.ZodType>(
  yaml: YamlFile,
  schema: Schema,
): Checked<z.output<Schema>> {
  const first = schema.safeParse(yaml.value);
  if (first.success) return { value: first.data, mistakes: [] };
  const issues = first.error.issues.flatMap((issue) => plain(issue, []));
  const mistakes = issues.flatMap((issue) => asMistakes(yaml, schema, issue));
  if (issues.some(({ code }) => code !== 'unrecognized_keys')) return { value: null, mistakes };
  const second = schema.safeParse(without(yaml.value, issues));
  return { value: second.success ? second.data : null, mistakes };
}

/** Issues with whole paths; of a choice, those of the form that the author most likely meant. */
function plain(issue: Issue, above: Path): Issue[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return [{ ...issue, path }];
  const meant = issue.errors
    .filter((issues) => !issues.some((it) => it.code === 'invalid_type' && it.path.length === 0))
    .sort((one, other) => one.length - other.length)[0];
  return meant === undefined ? [{ ...issue, path }] : meant.flatMap((it) => plain(it, path));
}

function asMistakes(yaml: YamlFile, schema: z.ZodType, issue: Issue): Mistake[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema);
    return issue.keys.map((key) =>
      mistake(
        'unknown-key',
        spotOf(yaml, [...path, key]),
        `Nobody knows the key "${key}"${inside(path)}.`,
        `Take it out or correct it.${didYouMean(key, known)}`,
      ),
    );
  }
  const spot = spotOf(yaml, path);
  const last = String(path.at(-1) ?? '');
  const absent = valueAt(yaml.value, path) === undefined;
  if (issue.code === 'invalid_value' && !absent) return [wrongValue(yaml, issue)];
  if ((issue.code === 'invalid_type' || issue.code === 'invalid_value') && absent) {
    const message = `The key "${last}" is missing${inside(path.slice(0, -1))}.`;
    return [mistake('missing-key', spot, message, `Add "${last}".`)];
  }
  const detail = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
  const message = `${path.length === 0 ? 'The file' : `"${path.join('.')}"`}: ${lower(detail ?? '')}.`;
  return [
    mistake(
      'wrong-shape',
      spot,
      message,
      'Write it in the form that the README of the folder shows.',
    ),
  ];
}

function wrongValue(yaml: YamlFile, issue: Extract<Issue, { code: 'invalid_value' }>): Mistake {
  const allowed = issue.values.map(String);
  const given = String(valueAt(yaml.value, issue.path));
  return mistake(
    'unknown-value',
    spotOf(yaml, issue.path),
    `"${given}" is no value of "${issue.path.join('.')}".`,
    `Use one of: ${allowed.join(', ')}.${didYouMean(given, allowed)}`,
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function inside(path: Path): string {
  return path.length === 0 ? '' : ` in "${path.join('.')}"`;
}

function spotOf(yaml: YamlFile, path: Path): Spot {
  return { file: yaml.file, line: yaml.lineOf(path) };
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) => (isRecord(inner) ? inner[String(step)] : undefined),
    value,
  );
}

/** Every key that a schema knows anywhere: what a misspelt key can have meant. */
function knownKeys(schema: z.ZodType): Set<string> {
  const keys = new Set<string>();
  const collect = (part: unknown): void => {
    if (!isRecord(part)) return;
    if (isRecord(part['properties']))
      Object.keys(part['properties']).forEach((key) => keys.add(key));
    Object.values(part).forEach(collect);
  };
  collect(z.toJSONSchema(schema, { io: 'input' }));
  return keys;
}

/** A copy without the keys that the issues name. */
function without(value: unknown, issues: readonly Issue[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const issue of issues) {
    const holder = valueAt(copy, issue.path);
    if (issue.code !== 'unrecognized_keys' || !isRecord(holder)) continue;
    for (const key of issue.keys) Reflect.deleteProperty(holder, key);
  }
  return copy;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
