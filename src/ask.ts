import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import type { Brain } from './brain.ts';

/** What `ask` says of one utterance: see the README for the meaning of each field. */
export interface Asked {
  readonly id: string | number | null;
  /** ISO 639-1 code of the text's language, supported or not; null when it cannot be told. */
  readonly language: string | null;
  readonly outcome: 'answer' | 'clarify' | 'handoff' | 'fallback';
  /** An id of the catalogue, for `answer` and `handoff`. */
  readonly intent: string | null;
  /** Calibrated, from 0 to 1. */
  readonly score: number;
  /** At most three; those that a clarification offers. */
  readonly alternatives: readonly { readonly intent: string; readonly score: number }[];
  /** What the guard masked. */
  readonly guard: readonly string[];
}

/** Runs one utterance through guard, language and matcher, without a conversation around it. */
export function ask(
  brain: Brain,
  question: { readonly id: Asked['id']; readonly text: string; readonly locale: string | null },
): Asked {
  const { masked, findings } = brain.guard.inspect(question.text);
  const text = masked.replace(/⟦[^⟧]*⟧/gu, ' ');
  const heard = brain.understand(text, question.locale);
  const kinds = [...new Set(findings)];
  // What was masked may be all but a word or two, and its language still shows.
  const { language } =
    kinds.length === 0 ? heard : brain.understand(question.text, question.locale);
  const base = { id: question.id, language, score: heard.score, guard: kinds };
  if (brain.isPatientData(kinds) && heard.intent !== 'security-incident') {
    const intent = brain.guard.emergency(question.text) ? 'oos-emergency' : 'oos-patient-data';
    return { ...base, outcome: 'answer', intent, score: 1, alternatives: [] };
  }
  if (!heard.supported) return { ...base, outcome: 'fallback', intent: null, alternatives: [] };
  const { outcome, intent, alternatives } = heard;
  if (outcome === 'answer' && intent !== null && brain.needsPerson(intent)) {
    return { ...base, outcome: 'handoff', intent, alternatives: [] };
  }
  const offered = outcome === 'fallback' ? [] : alternatives;
  return { ...base, outcome, intent: outcome === 'answer' ? intent : null, alternatives: offered };
}

/**
 * Answers JSON lines in order: `{"id","text","locale"?}` in, one result a line out.
 *
 * A line that is no such object is answered too, as not understood, so that the lines of input and
 * output always pair up.
 */
export async function askLines(brain: Brain, input: Readable, output: Writable): Promise<void> {
  for await (const line of createInterface({ input, terminal: false })) {
    if (line.trim() === '') continue;
    output.write(`${JSON.stringify(ask(brain, readQuestion(line)))}\n`);
  }
}

function readQuestion(line: string): Parameters<typeof ask>[1] {
  const fields = parsed(line);
  const { id, text, locale } = fields;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    text: typeof text === 'string' ? text : '',
    locale: typeof locale === 'string' ? locale : null,
  };
}

function parsed(line: string): { id?: unknown; text?: unknown; locale?: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (cause) {
    if (cause instanceof SyntaxError) return {};
    throw cause;
  }
}
