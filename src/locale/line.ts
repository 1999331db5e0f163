/**
 * A sentence by its key and values, not by its words.
 *
 * What the bot says is kept this way from the engine to the transcript, so that it can be shown
 * later in the language of whoever reads it.
 */
export interface Line {
  /** Namespace and key of `locales/` or of an article: `second-factor:sign-in.say`. */
  readonly key: string;
  readonly values?: Readonly<Record<string, Value>>;
}

/** A value of a placeholder: what it is, so that each language can write it in its own way. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  /** A network by its id; shown by its short name. */
  | { readonly kind: 'network'; readonly id: string }
  /** A country by its ISO 3166 code; shown by its name in the reader's language. */
  | { readonly kind: 'country'; readonly iso: string }
  /** Words of a screen; shown in bold, as they stand there. */
  | { readonly kind: 'screen'; readonly text: string }
  /** A reference or an address of a person: letter by letter, in bold, inside of a sentence. */
  | { readonly kind: 'exact'; readonly text: string }
  /** Words that were written in every language beforehand, by language. */
  | { readonly kind: 'worded'; readonly texts: Readonly<Record<string, string>> }
  /** A web or mail address; stands on a line of its own. */
  | { readonly kind: 'address'; readonly text: string }
  /** A day, `yyyy-mm-dd`; shown with its weekday. */
  | { readonly kind: 'day'; readonly iso: string }
  /** A language by its tag; shown by its own name. */
  | { readonly kind: 'language'; readonly tag: string }
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'lines'; readonly lines: readonly Line[]; readonly join: 'comma' | 'newline' }
  | { readonly kind: 'values'; readonly values: readonly Value[] }
  /** Delivered once and never stored: the transcript keeps a mask of this kind instead. */
  | { readonly kind: 'transient'; readonly text: string; readonly mask: string };

/** A button: what pressing it answers, and what it says. */
export interface Button {
  readonly answer: string;
  readonly label: Line;
}

/** What the bot says in one turn. */
export interface Reply {
  readonly language: string;
  /** Where the conversation stands after the reply; a press on a button carries it back. */
  readonly place: string;
  readonly lines: readonly Line[];
  readonly buttons: readonly Button[];
}

/** The reply as it may be stored: what was to be seen only once is masked. */
export function storable(reply: Reply): Reply {
  return { ...reply, lines: reply.lines.map(maskLine) };
}

function maskLine(line: Line): Line {
  if (line.values === undefined) return line;
  const values = Object.entries(line.values).map(
    ([name, value]) => [name, maskValue(value)] as const,
  );
  return { key: line.key, values: Object.fromEntries(values) };
}

function maskValue(value: Value): Value {
  if (value.kind === 'transient') return { kind: 'text', text: `⟦${value.mask}⟧` };
  if (value.kind === 'line') return { kind: 'line', line: maskLine(value.line) };
  if (value.kind === 'lines') return { ...value, lines: value.lines.map(maskLine) };
  if (value.kind === 'values') return { kind: 'values', values: value.values.map(maskValue) };
  return value;
}
