/** A message as whoever gets it reads it. */
export interface ReadMessage {
  /** Headers in their order, names in small letters, values decoded. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

/** Reads a message of one part by hand (RFC 5322, 2045, 2047), so that no library agrees with itself. */
export function readMessage(source: string): ReadMessage {
  const end = source.indexOf('\r\n\r\n');
  const headers = source
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      const value = decodeWords(line.slice(colon + 1).trim());
      return [line.slice(0, colon).toLowerCase(), value] as const;
    });
  const [, encoding = '7bit'] = headers.find(([it]) => it === 'content-transfer-encoding') ?? [];
  return { headers, text: decodeBody(source.slice(end + 4), encoding) };
}

/** The values of a header; one message has most of them once. */
export function headerOf({ headers }: ReadMessage, name: string): string[] {
  return headers.filter(([it]) => it === name).map(([, value]) => value);
}

function decodeBody(body: string, encoding: string): string {
  switch (encoding) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return fromHex(body.replace(/=\r\n/g, ''));
    default:
      return Buffer.from(body, 'latin1').toString('utf8');
  }
}

function decodeWords(value: string): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : fromHex(text.replaceAll('_', ' ')),
    );
}

/** `=C3=A9` is two bytes of one letter. */
function fromHex(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
