/**
 * Marks a place that no value can reach.
 *
 * The compiler refuses the call while a member of the union is unhandled; at run time it is a bug,
 * so it throws a plain error on purpose: the turn apologises and the log says where.
 */
export function never(value: never): never {
  // eslint-disable-next-line no-restricted-syntax -- a bug is not a named failure
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
