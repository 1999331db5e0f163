import type { Lessons } from './turn/ports.ts';

/** More than this is no reading for one sitting; the rest is asked for with a later day. */
const mostLessons = 10_000;

/**
 * What was not understood, asked back or did not help, as JSON lines, oldest first: for those who
 * write questions and answers. What was typed is masked already.
 */
export async function lessonLines(lessons: Lessons, since: number): Promise<string[]> {
  const kept = await lessons.since(since, mostLessons);
  return kept.map(
    ({ at, ...lesson }) => `${JSON.stringify({ at: new Date(at).toISOString(), ...lesson })}\n`,
  );
}
