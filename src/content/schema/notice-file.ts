import { z } from 'zod';
import { stages } from '../../knowledge/stage.ts';
import { id, tag, words } from './names.ts';

const moment = z.iso.datetime({ offset: true, error: 'must be a moment, 2026-11-28T18:00:00Z' });

/** `knowledge/notice.yaml`: what the operator has to say right now. */
export const noticeFile = z.strictObject({
  notices: z.array(
    z
      .strictObject({
        id: id.describe('A new notice needs a new id: each is told once in a conversation.'),
        from: moment.optional().describe('When it begins; at once when left out.'),
        until: moment.describe('When it ends by itself.'),
        stages: z.array(z.enum(stages)).optional().describe('Steps concerned; all when left out.'),
        networks: z.array(id).optional().describe('Networks concerned; all when left out.'),
        text: z.record(tag, words).describe('Its words in every language.'),
      })
      .refine(
        ({ from, until }) => from === undefined || Date.parse(from) < Date.parse(until),
        'must end after it begins',
      ),
  ),
});
