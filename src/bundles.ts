import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type * as vitePackage from 'vite';
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from './base/app-error.ts';

/** One built file of the widget. */
export interface Bundle {
  readonly bytes: Buffer;
  readonly gzip: Buffer;
  /** For the Content-Type header. */
  readonly type: string;
}

/** The file that says what the bundles were built from. */
const manifestName = 'manifest.json';

const manifestSchema = z.object({
  hash: z.string(),
  folder: z.string(),
  files: z.array(z.string()),
});
type Manifest = z.infer<typeof manifestSchema>;

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Browsers of hospitals are old; nothing newer than this is left in the bundles. */
const target = 'es2020';

/** Where the bundles are when nobody says otherwise. */
export function bundleFolder(root: string): string {
  return join(root, 'src/web/.built');
}

/**
 * Builds the widget where it is missing or older than its sources.
 *
 * Vite is only loaded for that. Where it is not installed, as in production, bundles that exist are
 * kept, even old ones.
 *
 * @throws AppError CONFIG_INVALID when there are none and none can be built.
 */
export async function ensureBundles(root: string, out = bundleFolder(root)): Promise<void> {
  const kept = readManifest(out);
  const hash = hashOfSources(root);
  if (kept !== null && (hash === null || kept.hash === hash)) return;
  const vite = hash === null ? null : await loadVite();
  if (hash === null || vite === null) {
    if (kept !== null) return;
    const why = 'the web widget is not built: install the development packages, npm run bundle';
    throw new AppError('CONFIG_INVALID', why);
  }
  put(out, hash, await build(vite, root));
}

/** All built files by name, compressed beforehand; empty where nothing is built. */
export function readBundles(root: string, out = bundleFolder(root)): ReadonlyMap<string, Bundle> {
  const { folder, files } = readManifest(out) ?? { folder: '', files: [] };
  return new Map(
    files.map((name) => {
      const bytes = readFileSync(join(out, folder, name));
      const gzip = readFileSync(join(out, folder, `${name}.gz`));
      return [name, { bytes, gzip, type: types[extname(name)] ?? 'application/octet-stream' }];
    }),
  );
}

function readManifest(out: string): Manifest | null {
  try {
    const read = manifestSchema.parse(JSON.parse(readFileSync(join(out, manifestName), 'utf8')));
    const there = (name: string): boolean => existsSync(join(out, read.folder, `${name}.gz`));
    return read.files.every(there) ? read : null;
  } catch {
    return null;
  }
}

/** What the bundles depend on; null where the sources are not there, so that nothing can be compared. */
function hashOfSources(root: string): string | null {
  const sources = join(root, 'src/web/widget');
  if (!existsSync(sources)) return null;
  const hash = createHash('sha256');
  const add = (name: string, text: string | Buffer): void =>
    void hash.update(`${name}\0`).update(text);
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const file of files) add(file.slice(root.length), readFileSync(file));
  add('words', JSON.stringify(launcherWords(root)));
  add('versions', JSON.stringify(versionsOf(root)));
  return hash.digest('hex');
}

const lockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })),
});

function versionsOf(root: string): readonly (string | undefined)[] {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return ['vite', 'preact'].map((name) => lock.packages[`node_modules/${name}`]?.version);
}

const wordsSchema = z.object({ launcher: z.string(), unavailable: z.string() });

/** The words that are needed before the chat is loaded, by language, the first language first. */
function launcherWords(root: string): Readonly<Record<string, z.infer<typeof wordsSchema>>> {
  const languages = z
    .object({ languages: z.array(z.string()) })
    .parse(parse(readFileSync(join(root, 'locales/languages.yaml'), 'utf8'))).languages;
  const found = languages.flatMap((tag) => {
    const file = join(root, 'locales', tag, 'widget.yaml');
    if (!existsSync(file)) return [];
    const { launcher, unavailable } = wordsSchema.parse(parse(readFileSync(file, 'utf8')));
    return [[tag, { launcher, unavailable }] as const];
  });
  return Object.fromEntries(found);
}

type Vite = typeof vitePackage;

async function loadVite(): Promise<Vite | null> {
  try {
    return await import('vite');
  } catch {
    return null;
  }
}

type Built = ReadonlyMap<string, string>;

/** The chat first: the launcher must know the name that its content gave it. */
async function build(vite: Vite, root: string): Promise<Built> {
  const chat = await buildOne(vite, root, { entry: 'chat.tsx', format: 'es', define: {} });
  const mark = createHash('sha256').update(chat).digest('hex').slice(0, 10);
  const chatFile = `chat-${mark}.js`;
  const define = {
    LAUNCHER_WORDS: JSON.stringify(launcherWords(root)),
    CHAT_FILE: JSON.stringify(chatFile),
  };
  const launcher = await buildOne(vite, root, { entry: 'launcher.ts', format: 'iife', define });
  return new Map([
    ['widget.js', launcher],
    [chatFile, chat],
  ]);
}

interface Building {
  readonly entry: string;
  readonly format: 'es' | 'iife';
  readonly define: Readonly<Record<string, string>>;
}

async function buildOne(vite: Vite, root: string, building: Building): Promise<string> {
  const { entry, format, define } = building;
  const result = await vite.build({
    root: join(root, 'src/web/widget'),
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'silent',
    mode: 'production',
    define,
    // Without this, a build inside of tests would hold what only developers need.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      write: false,
      target,
      minify: true,
      cssMinify: true,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(root, 'src/web/widget', entry),
        preserveEntrySignatures: 'strict',
        output: { format, entryFileNames: entry.replace(/\.tsx?$/, '.js') },
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const code = outputs
    .flatMap((it) => ('output' in it ? it.output : []))
    .flatMap((it) => (it.type === 'chunk' ? [it.code] : []));
  return code.join('\n');
}

/**
 * Each build has a folder of its own that appears at once, and the manifest is what points there: who
 * reads meanwhile finds the old files or the new ones, never some of each.
 */
function put(out: string, hash: string, files: Built): void {
  const before = readManifest(out)?.folder;
  const folder = hash.slice(0, 16);
  const draft = join(out, `draft-${randomUUID()}`);
  mkdirSync(draft, { recursive: true });
  for (const [name, code] of files) {
    writeFileSync(join(draft, name), code);
    writeFileSync(join(draft, `${name}.gz`), gzipSync(code, { level: 9 }));
  }
  const manifest: Manifest = { hash, folder, files: [...files.keys()] };
  writeFileSync(join(draft, manifestName), `${JSON.stringify(manifest)}\n`);
  appear(draft, join(out, folder));
  const pointer = join(out, `${manifestName}.${randomUUID()}`);
  writeFileSync(pointer, `${JSON.stringify(manifest)}\n`);
  renameSync(pointer, join(out, manifestName));
  // The one before stays for those who have just read the old manifest.
  for (const { name } of readdirSync(out, { withFileTypes: true }).filter((it) =>
    it.isDirectory(),
  )) {
    const wanted = name === folder || name === before || name.startsWith('draft-');
    if (!wanted) rmSync(join(out, name), { recursive: true, force: true });
  }
}

/** Another process may have built the same meanwhile; what it has built is the same. */
function appear(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
}
