import { describe, expect, it } from 'vitest';
import { createTestBrain } from '../support/test-brain.ts';
import {
  allStates,
  momentOf,
  reachFromRoot,
  sayStates,
  standingAt,
  walkEverything,
} from './explorer.ts';
import { step } from '../../src/dialog/step.ts';

const brain = await createTestBrain();
const content = brain.dialogContent;

describe('every transition of every dialog', () => {
  const [first = ''] = content.languages;
  const ways = walkEverything(content, brain.knows, first);

  it('visits all states and transitions', () => {
    const states = sayStates(content);
    const transitions = states.flatMap(({ place, state }) =>
      state.answers.map(({ id }) => `${place}#${id}`),
    );
    const taken = new Set(ways.map(({ from, answer }) => `${from}#${answer}`));
    const visited = new Set([...ways.map(({ to }) => to), ...ways.map(({ from }) => from)]);
    console.log(
      `explorer: ${String(visited.size)} of ${String(states.length)} states, ` +
        `${String(transitions.filter((id) => taken.has(id)).length)} of ${String(transitions.length)} ` +
        `transitions, ${String(content.languages.length)} languages, ${String(ways.length)} presses each`,
    );
    expect(states.filter(({ place }) => !visited.has(place)).map(({ place }) => place)).toEqual([]);
    expect(transitions.filter((id) => !taken.has(id))).toEqual([]);
  });

  it('reaches every state from the greeting by buttons alone', () => {
    const reached = reachFromRoot(content, first);
    const missing = sayStates(content).filter(({ place }) => !reached.has(place));
    expect(missing.map(({ place }) => place)).toEqual([]);
  });

  it('takes every route of every routing state', () => {
    const routed = allStates(content).flatMap(({ place, state }) =>
      state.kind === 'route'
        ? state.routes.map(({ to }, index) => ({ id: `${place}#${String(index)}`, to }))
        : [],
    );
    expect(routed.length).toBeGreaterThan(10);
    const arrived = new Set(ways.map(({ to }) => to));
    const unreached = routed.filter(({ to }) => {
      if (to.kind !== 'place') return false;
      const [dialog = '', state = ''] = to.place.split('/');
      return content.dialogs[dialog]?.states[state]?.kind === 'say' && !arrived.has(to.place);
    });
    expect(unreached.map(({ id }) => id)).toEqual([]);
  });

  it('leads from each state to success or to a person', () => {
    const edges = new Map<string, Set<string>>();
    for (const { from, to } of ways) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    const good = new Set(
      sayStates(content)
        .filter(({ place, state }) => state.success || place.startsWith('person/'))
        .map(({ place }) => place),
    );
    for (let grown = true; grown;) {
      grown = false;
      for (const [from, tos] of edges) {
        if (!good.has(from) && [...tos].some((to) => good.has(to))) {
          good.add(from);
          grown = true;
        }
      }
    }
    expect(sayStates(content).filter(({ place }) => !good.has(place))).toEqual([]);
  });

  it('has a person within two presses of every state', () => {
    for (const { place } of sayStates(content)) {
      const start = standingAt(content, place, {}, first);
      const opening = step(
        content,
        start,
        { kind: 'presses', place, answer: '@keep' },
        momentOf(start),
      );
      const within = opening.snapshot.offered.some((one) => {
        const pressed = step(
          content,
          opening.snapshot,
          { kind: 'presses', place, answer: one },
          momentOf(opening.snapshot),
        );
        if (pressed.snapshot.place.startsWith('person/')) return true;
        return pressed.snapshot.offered.some((two) => two === '@person' || two === 'person');
      });
      expect(within || place.startsWith('person/'), place).toBe(true);
    }
  });
});

describe.each(content.languages)('everything that can be said in %s', (language) => {
  it('is rendered whole, with buttons, within four', () => {
    for (const { from, answer, stepped } of walkEverything(content, brain.knows, language)) {
      const { lines, buttons } = brain.locale.renderReply(stepped.reply);
      const where = `${from} ${answer}`;
      expect(lines.join(''), where).not.toBe('');
      expect(lines.join('\n'), where).not.toMatch(/\{\{|\}\}|\b(?:undefined|null)\b|\$t\(/);
      expect(buttons.length, where).toBeGreaterThan(0);
      expect(buttons.length, where).toBeLessThanOrEqual(4);
      for (const { label } of buttons) expect(label.trim(), where).not.toBe('');
    }
  });
});

describe('a question in the middle of a step', () => {
  const [first = ''] = content.languages;

  it.each(Object.values(content.articles).map(({ id }) => id))(
    '%s is answered in every state and resumed',
    (id) => {
      const article = content.articles[id];
      for (const { place } of sayStates(content)) {
        const before = standingAt(content, place, {}, first);
        const pressed = { kind: 'presses', place, answer: `@article:${id}` } as const;
        const { snapshot, reply } = step(content, before, pressed, momentOf(before));
        const keys = reply.lines.map(({ key }) => key);
        const leaves =
          article?.scope === 'action' ||
          article?.person === true ||
          article?.alone === true ||
          article?.leads?.when === 'always' ||
          (article?.leads?.when === 'root' &&
            Object.keys(article.leads.given).length === 0 &&
            place.startsWith('start/'));
        if (article?.scope !== 'action') {
          expect(
            keys.some((key) => key.startsWith(`articles:${id}.`)),
            `${place} answers`,
          ).toBe(true);
        }
        if (leaves) continue;
        expect(snapshot.place, `${place} stays`).toBe(place);
        const resumes = keys.filter((key) => key === `${place.replace('/', ':')}.resume`);
        const asks = keys.some(
          (key) => key.startsWith('common:choose-slot.') || key === 'common:did-this-help',
        );
        expect(resumes.length, `${place} resumes once`).toBe(asks ? 0 : 1);
      }
    },
  );
});
