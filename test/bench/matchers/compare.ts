import { hashText } from '../../../src/nlu/hash.ts';
import type { Guess, Guesser, LabelledText, Peer } from './peer.ts';

/** What a matcher did on one set of texts. */
export interface Comparison {
  readonly name: string;
  /** Texts it was asked. */
  readonly asked: number;
  /** Share of the texts in scope whose intent it ranked first, 0 to 1. */
  readonly accuracy: number;
  /** How well its score tells texts in scope from the others: 0.5 is chance, 1 perfect; null without others. */
  readonly auroc: number | null;
  /** Share of the others that are turned away when 95 of 100 texts in scope are kept; null without others. */
  readonly caught: number | null;
  readonly trainMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly heapMb: number;
}

/** Texts asked before the clock runs. */
const warmUp = 100;

/** The share of texts in scope that must be kept. */
const keptShare = 0.95;

/** What a matcher learns from and what it is asked. */
export interface Trial {
  readonly train: readonly LabelledText[];
  readonly test: readonly LabelledText[];
  /** Whether an intent, or none, is no business of the matcher's. */
  readonly isOutside: (intent: string | null) => boolean;
}

/** Trains a peer and asks it. */
export async function tryPeer(peer: Peer, trial: Trial): Promise<Comparison> {
  const before = heap();
  const started = performance.now();
  const guess = await peer.train(trial.train);
  const trainMs = performance.now() - started;
  const heapMb = (heap() - before) / 1e6;
  const texts = trial.test.filter(({ text }) => (hashText(text) >>> 0) % peer.asksOneIn === 0);
  const { guesses, times } = await askAll(guess, texts);
  return {
    name: peer.name,
    asked: texts.length,
    ...scores(texts, guesses, trial.isOutside),
    trainMs,
    p50Ms: times[Math.floor(0.5 * times.length)] ?? 0,
    p99Ms: times[Math.min(times.length - 1, Math.floor(0.99 * times.length))] ?? 0,
    heapMb,
  };
}

async function askAll(
  guess: Guesser,
  texts: readonly LabelledText[],
): Promise<{ guesses: Guess[]; times: number[] }> {
  for (const { text, language } of texts.slice(0, warmUp)) await guess(text, language);
  const times: number[] = [];
  const guesses: Guess[] = [];
  for (const { text, language } of texts) {
    const start = performance.now();
    guesses.push(await guess(text, language));
    times.push(performance.now() - start);
  }
  return { guesses, times: times.sort((a, b) => a - b) };
}

function scores(
  texts: readonly LabelledText[],
  guesses: readonly Guess[],
  isOutside: Trial['isOutside'],
): Pick<Comparison, 'accuracy' | 'auroc' | 'caught'> {
  const inside: number[] = [];
  const outside: number[] = [];
  let hits = 0;
  texts.forEach(({ intent }, i) => {
    const made = guesses[i];
    // A class of refusals that wins is as good as no match.
    const score = isOutside(made?.intent ?? null) ? 0 : (made?.score ?? 0);
    if (isOutside(intent)) return void outside.push(score);
    inside.push(score);
    if (made?.intent === intent) hits++;
  });
  const none = outside.length === 0;
  return {
    accuracy: hits / Math.max(1, inside.length),
    auroc: none ? null : auroc(inside, outside),
    caught: none ? null : caught(inside, outside),
  };
}

/** How often a text in scope scores above one that is not; ties count half. */
export function auroc(inside: readonly number[], outside: readonly number[]): number {
  const all = [
    ...inside.map((score) => ({ score, isInside: true })),
    ...outside.map((score) => ({ score, isInside: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let at = 0; at < all.length;) {
    let end = at;
    while (end < all.length && all[end]?.score === all[at]?.score) end++;
    const rank = (at + 1 + end) / 2;
    for (let i = at; i < end; i++) if (all[i]?.isInside === true) rankSum += rank;
    at = end;
  }
  const pairs = inside.length * outside.length;
  return pairs === 0 ? 0.5 : (rankSum - (inside.length * (inside.length + 1)) / 2) / pairs;
}

/** The share of the others that score below the cut that keeps most of those in scope. */
export function caught(inside: readonly number[], outside: readonly number[]): number {
  const sorted = [...inside].sort((a, b) => a - b);
  const cut = sorted[Math.floor((1 - keptShare) * sorted.length)] ?? 0;
  return outside.filter((score) => score < cut).length / Math.max(1, outside.length);
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
