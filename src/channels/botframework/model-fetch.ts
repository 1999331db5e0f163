import { z } from 'zod';

/** Why a model gave no answer; a name for the log, never what was asked or said. */
export type ModelFailure = 'refused' | 'unreachable' | 'nonsense' | 'slow';

const answerShape = z.object({
  choices: z
    .tuple([z.object({ message: z.object({ content: z.string().nullish() }) })])
    .rest(z.unknown()),
});

/** An answer that says nothing: what the caller reads where the model failed. */
const silence = {
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '' } }],
};

/**
 * A `fetch` for the model's client that never fails: what is refused, slow or no answer at all becomes an
 * empty answer, and `failed` hears why.
 *
 * The client prints its failures to the console, with what was asked in them; so it is given none.
 */
export function createModelFetch(
  limitMs: number,
  failed: (failure: ModelFailure) => void,
): typeof fetch {
  return async (input, init) => {
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.timeout(limitMs) });
      const text = await response.text();
      if (!response.ok) return silent(failed, 'refused');
      return contentOf(text) === null
        ? silent(failed, 'nonsense')
        : Response.json(JSON.parse(text));
    } catch (cause) {
      const slow = cause instanceof DOMException && cause.name === 'TimeoutError';
      return silent(failed, slow ? 'slow' : 'unreachable');
    }
  };
}

function contentOf(text: string): string | null {
  try {
    const read = answerShape.safeParse(JSON.parse(text));
    return read.success ? (read.data.choices[0].message.content ?? null) : null;
  } catch {
    return null;
  }
}

function silent(failed: (failure: ModelFailure) => void, failure: ModelFailure): Response {
  failed(failure);
  return Response.json(silence);
}
