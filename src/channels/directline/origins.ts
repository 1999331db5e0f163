/** Whether a page of this origin may have the chat. */
export type OriginPolicy = (origin: string) => boolean;

/**
 * The origins that get a token without the secret.
 *
 * They are compared whole, letter by letter, as browsers write them: an ending, a beginning or a
 * pattern would let `https://allowed.example.attacker.test` in. Without a list of the operator's the
 * server's own pages and pages on this machine are let in.
 */
export function originPolicy(
  listed: readonly string[] | undefined,
  own: string | null,
): OriginPolicy {
  if (listed !== undefined) {
    const allowed = new Set(listed);
    return (origin) => allowed.has(origin);
  }
  return (origin) => origin === own || onThisMachine.test(origin);
}

const onThisMachine = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/;
