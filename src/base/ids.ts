/** The one source of unguessable identifiers. Tests pass one that counts. */
export interface Ids {
  /** A fresh identifier: 22 characters of base64url, 128 bits of randomness. */
  readonly next: () => string;
}

/** Identifiers from the platform's cryptographic source. */
export const randomIds: Ids = {
  next: () => Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url'),
};
