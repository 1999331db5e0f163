import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import type { Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';

/** Steps from the top of a file to a value in it. */
export type Path = readonly PropertyKey[];

/** A YAML file as plain values that still know their lines. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Line of the key or entry at a path; of the nearest thing around it where it is absent. */
  readonly lineOf: (path: Path) => number;
}

/**
 * Reads YAML strictly: no key twice, one document, nothing that stands for something elsewhere.
 *
 * Lines are looked up in the parsed nodes when a mistake asks for one, so a good file pays nothing.
 */
export function readYaml(
  file: string,
  text: string,
): { readonly yaml: YamlFile | null; readonly mistakes: Mistake[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const found = [...document.errors, ...document.warnings].map((error) =>
    syntaxMistake(file, text, error, counter),
  );
  const stars = text.includes('*') ? stands(file, document, counter) : [];
  const odd = oddKey.test(text) ? oddKeys(file, document, counter) : [];
  const mistakes = [...found, ...stars, ...odd];
  if (mistakes.length > 0) return { yaml: null, mistakes };
  const value: unknown = document.toJS();
  return { yaml: { file, value, lineOf: (path) => lineAt(document, counter, path) }, mistakes };
}

function syntaxMistake(
  file: string,
  text: string,
  error: YAMLError,
  counter: LineCounter,
): Mistake {
  const [start] = error.pos;
  const spot = { file, line: counter.linePos(start).line };
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^["']?([^:"'\n]*)/.exec(text.slice(start))?.[1] ?? '';
    return mistake(
      'repeated-key',
      spot,
      `The key "${key}" stands here a second time.`,
      'Merge the two entries or rename one; the first would be lost.',
    );
  }
  const remedy = 'Check the indent (two spaces), the quotes and the colons on this line and above.';
  return mistake('syntax', spot, `This is not YAML: ${error.message}.`, remedy);
}

/** Anchors and aliases hide what a line says from those who read it, so there are none. */
function stands(file: string, document: Document, counter: LineCounter): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Alias: (_, alias) => {
      const spot = { file, line: counter.linePos(alias.range?.[0] ?? 0).line };
      const message = `"*${alias.source}" stands for a value written elsewhere.`;
      found.push(mistake('syntax', spot, message, 'Write the value out, or put it in quotes.'));
    },
  });
  return found;
}

/** A key that is no word; without quotes, braces at the beginning of a text look like one. */
function oddKeys(file: string, document: Document, counter: LineCounter): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isMap(key) && !isSeq(key)) return;
      const spot = { file, line: counter.linePos(key.range?.[0] ?? 0).line };
      const message =
        'A key is a list or a map; or a text begins with a placeholder, without quotes.';
      found.push(mistake('syntax', spot, message, 'Put the text in double quotes, or after "|".'));
    },
  });
  return found;
}

/** What a key that is no word needs: a question mark, two brackets in a row, or a colon after one. */
const oddKey = /(?:^|\s)\?\s|[{[]\s*[{[]|[\]}]\s*:/;

function lineAt(document: Document, counter: LineCounter, path: Path): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const step of path) {
    const found = child(node, step);
    if (found === undefined) break;
    node = found.value;
    offset = found.offset ?? offset;
  }
  return counter.linePos(offset).line;
}

function child(
  node: unknown,
  step: PropertyKey,
): { readonly value: unknown; readonly offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? undefined : { value, offset: offsetOf(value) };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair === undefined ? undefined : { value: pair.value, offset: offsetOf(pair.key) };
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}
