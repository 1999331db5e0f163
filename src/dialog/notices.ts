import type { Line } from '../locale/line.ts';
import type { Notice } from '../knowledge/notice.ts';
import { concerns } from '../knowledge/notice.ts';
import type { Draft } from './draft.ts';
import { note, remember } from './draft.ts';
import { stageOf } from './facts.ts';

/** The article about a system that seems to be down: there a notice is said however often. */
const aboutOutages = 'articles:system-down.';

/** Answers beside which nothing else is said. */
const alone = 'articles:oos-emergency.';

/** Puts what the operator has to say to this person above the reply, once for each notice. */
export function tellNotices(draft: Draft): Draft {
  if (says(draft, alone)) return draft;
  const { snapshot, content, moment } = draft;
  const stage = stageOf(content, snapshot.calls[0] ?? snapshot.place);
  const network = snapshot.slots['network'] ?? null;
  const again = says(draft, aboutOutages);
  const fresh = moment.notices.filter(
    (notice) =>
      concerns(notice, stage, network) && (again || !snapshot.told.includes(markOf(notice))),
  );
  if (fresh.length === 0) return draft;
  const told = [...new Set([...snapshot.told, ...fresh.map(markOf)])];
  const shown = note(remember(draft, { told }), 'notice-shown', fresh.map(markOf).join(' '));
  return { ...shown, lines: [...fresh.map(lineOf), ...draft.lines] };
}

function says({ lines }: Draft, prefix: string): boolean {
  return lines.some(({ key }) => key.startsWith(prefix));
}

function markOf({ id }: Notice): string {
  return `notice:${id}`;
}

function lineOf({ text }: Notice): Line {
  return { key: 'common:notice', values: { notice: { kind: 'worded', texts: text } } };
}
