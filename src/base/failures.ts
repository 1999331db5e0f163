/** How one kind of failure is treated: at the HTTP edge, by a retry, and towards the user. */
export interface FailurePolicy {
  /** Status of the HTTP answer when the failure reaches that edge. */
  readonly httpStatus: number;
  /** Whether the same work may succeed when it is tried again. */
  readonly retryable: boolean;
  /** Key in the `failures` namespace of `locales/` that tells the user. */
  readonly replyKey: 'unavailable' | 'broken' | 'busy' | 'too-long';
}

/** Every failure an operator can meet. The runbook in `deploy/` has one row for each code. */
export const failures = {
  CONFIG_INVALID: { httpStatus: 500, retryable: false, replyKey: 'unavailable' },
  CONTENT_INVALID: { httpStatus: 500, retryable: false, replyKey: 'unavailable' },
  DIALOG_LOOP: { httpStatus: 500, retryable: false, replyKey: 'broken' },
  TURN_CONFLICT: { httpStatus: 409, retryable: true, replyKey: 'busy' },
  STORE_BUSY: { httpStatus: 503, retryable: true, replyKey: 'busy' },
  STORE_FULL: { httpStatus: 503, retryable: false, replyKey: 'unavailable' },
  STORE_FAILED: { httpStatus: 503, retryable: true, replyKey: 'unavailable' },
  STORE_NEWER: { httpStatus: 503, retryable: false, replyKey: 'unavailable' },
  CHANNEL_REJECTED: { httpStatus: 502, retryable: true, replyKey: 'unavailable' },
  REQUEST_REFUSED: { httpStatus: 400, retryable: false, replyKey: 'broken' },
  REQUEST_TOO_LARGE: { httpStatus: 413, retryable: false, replyKey: 'too-long' },
  UNAUTHENTICATED: { httpStatus: 401, retryable: false, replyKey: 'unavailable' },
  FORBIDDEN: { httpStatus: 403, retryable: false, replyKey: 'unavailable' },
  RATE_LIMITED: { httpStatus: 429, retryable: true, replyKey: 'busy' },
  SHUTTING_DOWN: { httpStatus: 503, retryable: true, replyKey: 'unavailable' },
} as const satisfies Record<string, FailurePolicy>;

/** The stable code of a failure: what the log, the runbook and the HTTP answer call it. */
export type FailureCode = keyof typeof failures;

/** Facts about a failure that may be logged: never user text, names, addresses or secrets. */
export type FailureFacts = Readonly<Record<string, string | number | boolean>>;
