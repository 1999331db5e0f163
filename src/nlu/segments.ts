/** A message has this many sentences at most that are looked at on their own. */
const mostSegments = 8;

/** Words in a sentence. Fewer are no question, they go with what follows. */
const fewestWords = 3;

const sentenceEnd = /(?<=[.!?;…])\s+|(?<=[。！？])|\n+/u;

/**
 * The sentences of a text: people tell what happened before they ask, and ask twice.
 *
 * Gives nothing for a text of one sentence, since it has no parts. Clauses are not split: a clause taken out of
 * its sentence was matched wrongly more often than it helped.
 */
export function splitSegments(text: string): string[] {
  const segments: string[] = [];
  let held = '';
  for (const part of text.split(sentenceEnd)) {
    const sentence = part.trim();
    if (sentence === '') continue;
    held = held === '' ? sentence : `${held} ${sentence}`;
    if (held.split(/\s+/u).length < fewestWords) continue;
    segments.push(held);
    held = '';
  }
  const last = segments.pop();
  if (last === undefined) return [];
  segments.push(held === '' ? last : `${last} ${held}`);
  return segments.length < 2 ? [] : segments.slice(0, mostSegments);
}
