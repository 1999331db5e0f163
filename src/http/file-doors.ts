import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Door, DoorAnswer, DoorRequest } from './door.ts';

/** A file that is served as it is. */
export interface ServedFile {
  readonly bytes: Uint8Array;
  /** The media type, with its charset where it is text. */
  readonly type: string;
  /** Whether its name changes with its content, so that it may be kept for ever. */
  readonly lasting: boolean;
}

interface Prepared extends ServedFile {
  readonly zipped: Uint8Array;
  readonly tag: string;
}

/**
 * Doors for files that pages of every origin may load: scripts of the widget, its pictures and styles.
 *
 * Names are looked up in a table, so no path leads out of it. All of them are held in memory, zipped
 * once.
 */
export function fileDoors(
  paths: readonly string[],
  files: ReadonlyMap<string, ServedFile>,
): readonly Door[] {
  const table = new Map([...files].map(([name, file]) => [name, prepare(file)]));
  return paths.map((path) => ({
    method: 'GET',
    path,
    cors: fileHeaders,
    handle: (request) => Promise.resolve(serve(table.get(nameIn(path, request)), request)),
  }));
}

/** Scripts of other origins' pages: not framed, not guessed at, but loaded from anywhere. */
function fileHeaders(): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    Vary: 'Accept-Encoding',
  };
}

function prepare(file: ServedFile): Prepared {
  const tag = createHash('sha256').update(file.bytes).digest('base64url').slice(0, 22);
  // Weak, since one tag stands for the file as it is and zipped.
  return { ...file, zipped: gzipSync(file.bytes, { level: 9 }), tag: `W/"${tag}"` };
}

/** The file that a request names: the last part of the door's path, or what stands in its place. */
function nameIn(path: string, { params }: DoorRequest): string {
  return params['file'] ?? path.slice(path.lastIndexOf('/') + 1);
}

function serve(file: Prepared | undefined, { headers }: DoorRequest): DoorAnswer {
  if (file === undefined) {
    const error = { code: 'NOT_FOUND', message: 'There is no such file' };
    return { status: 404, body: { error } };
  }
  const kept = file.lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
  const known = { 'Cache-Control': kept, ETag: file.tag };
  if (names(headers['if-none-match'], file.tag)) return { status: 304, headers: known };
  const zips = unzips.test(String(headers['accept-encoding'] ?? ''));
  return {
    status: 200,
    headers: {
      ...known,
      'Content-Type': file.type,
      ...(zips ? { 'Content-Encoding': 'gzip' } : {}),
    },
    body: zips ? file.zipped : file.bytes,
  };
}

/** Named with a weight of zero, an encoding is refused. */
const unzips = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i;

/** Whether a list of tags has this one. */
function names(list: string | readonly string[] | undefined, tag: string): boolean {
  return String(list ?? '')
    .split(',')
    .some((listed) => listed.trim() === tag);
}
