import type { z } from 'zod';
import type { Notice } from '../knowledge/notice.ts';
import type { Mistake } from './mistake.ts';
import { mistake } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import { noticePath } from './folder.ts';
import { noticeFile } from './schema/notice-file.ts';
import { checkShape } from './schema-mistakes.ts';
import type { YamlFile } from './yaml-file.ts';
import { readYaml } from './yaml-file.ts';

/** What a notice may name. */
export interface NoticeGround {
  readonly tags: readonly string[];
  readonly networks: readonly string[];
}

/** Notices of a file, and everything that is wrong with it; with a mistake there are none. */
export interface NoticeReading {
  readonly notices: readonly Notice[];
  readonly mistakes: readonly Mistake[];
}

type NoticeEntry = z.output<typeof noticeFile>['notices'][number];

/** Reads the notices of a file's text. */
export function readNotices(text: string, ground: NoticeGround): NoticeReading {
  const { yaml, mistakes } = readYaml(noticePath, text);
  if (yaml === null) return { notices: [], mistakes };
  const { value, mistakes: misshapen } = checkShape(yaml, noticeFile);
  if (value === null) return { notices: [], mistakes: [...mistakes, ...misshapen] };
  const found = value.notices.flatMap((entry, index) => wrongIn(yaml, entry, index, ground));
  const all = [...mistakes, ...misshapen, ...found, ...repeated(yaml, value.notices)];
  return { notices: all.length > 0 ? [] : value.notices.map(asNotice), mistakes: all };
}

function asNotice({ id, from, until, stages, networks, text }: NoticeEntry): Notice {
  return {
    id,
    from: from === undefined ? 0 : Date.parse(from),
    until: Date.parse(until),
    stages: stages ?? [],
    networks: networks ?? [],
    text,
  };
}

function wrongIn(
  yaml: YamlFile,
  { networks, text }: NoticeEntry,
  index: number,
  ground: NoticeGround,
): Mistake[] {
  const at = (...path: (string | number)[]) => ({
    file: yaml.file,
    line: yaml.lineOf(['notices', index, ...path]),
  });
  const untold = ground.tags.filter((tag) => text[tag] === undefined);
  const foreign = Object.keys(text).filter((tag) => !ground.tags.includes(tag));
  const strange = (networks ?? []).filter((id) => !ground.networks.includes(id));
  return [
    ...untold.map((tag) =>
      mistake(
        'missing-translation',
        at('text'),
        `The notice has no words in "${tag}".`,
        `Add "${tag}:" with its words.`,
      ),
    ),
    ...foreign.map((tag) =>
      mistake(
        'unknown-language',
        at('text', tag),
        `"${tag}" is not spoken.`,
        `Take it out.${didYouMean(tag, ground.tags)}`,
      ),
    ),
    ...strange.map((id) =>
      mistake(
        'unknown-network',
        at('networks'),
        `There is no network "${id}".`,
        `Correct it.${didYouMean(id, ground.networks)}`,
      ),
    ),
  ];
}

function repeated(yaml: YamlFile, notices: readonly NoticeEntry[]): Mistake[] {
  return notices.flatMap(({ id }, index) => {
    const first = notices.findIndex((other) => other.id === id);
    if (first === index) return [];
    const spot = { file: yaml.file, line: yaml.lineOf(['notices', index, 'id']) };
    return [mistake('repeated-id', spot, `There are two notices "${id}".`, 'Rename one.')];
  });
}
