import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { asButton } from '../../src/dialog/labels.ts';
import { createTestBrain } from '../support/test-brain.ts';
import { readConversations } from '../support/conversation.ts';
import { hasBrowser } from './browser.ts';
import type { WidgetPage } from './widget-page.ts';
import { startWidgetTests, widgetOn } from './widget-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const brain = await createTestBrain();

/** Rules that axe breaks on the page as it stands, each with what it found. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tool = Reflect.get(globalThis, 'axe') as {
      run: (options: unknown) => Promise<{
        violations: readonly { id: string; nodes: readonly { target: unknown; html: string }[] }[];
      }>;
    };
    const { violations } = await tool.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

describe.skipIf(!hasBrowser)('the widget for everybody', () => {
  const tests = startWidgetTests();

  /** A visitor of the demonstration page, which is held to the same rules. */
  async function visit(options: BrowserContextOptions = {}): Promise<WidgetPage> {
    const page = await tests.arrive({ bypassCSP: true, ...options });
    await page.goto(`${tests.ground().botUrl}/?lang=en&network=reconnet`);
    return widgetOn(page);
  }

  it.each<[string, BrowserContextOptions]>([
    ['in light colours', {}],
    ['in dark colours', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['on a narrow screen', { viewport: { width: 320, height: 568 } }],
  ])('breaks no rule %s, in any of its states', async (_, options) => {
    const widget = await visit({ reducedMotion: 'reduce', ...options });
    const { page } = widget;
    await widget.launcher.waitFor();
    expect(await findings(page)).toEqual([]);
    await widget.open();
    expect(await findings(page)).toEqual([]);
    await widget.button("I'm starting").click();
    await widget.button('No account yet').click();
    await widget.reads('Open the registration form');
    expect(await findings(page)).toEqual([]);
    await widget.button('Menu').click();
    expect(await findings(page)).toEqual([]);
    await widget.button('Forget me').click();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await tests.there().context.setOffline(true);
    await widget.say('is anybody there');
    await widget.reads('Not sent');
    expect(await findings(page)).toEqual([]);
  });

  it('fits a screen of 320 pixels, and one that is zoomed to twice its size', async () => {
    for (const viewport of [
      { width: 320, height: 568 },
      { width: 640, height: 400 },
    ]) {
      const widget = await visit({ viewport });
      await widget.open();
      await widget.button("I'm starting").click();
      await widget.button('No account yet').click();
      await widget.reads('Open the registration form');
      const wide = await widget.dialog.evaluate((all: unknown) => {
        const { scrollWidth, clientWidth } = all as { scrollWidth: number; clientWidth: number };
        return scrollWidth - clientWidth;
      });
      expect(wide).toBeLessThanOrEqual(0);
      const box = await widget.dialog.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(viewport.width);
      await tests.there().context.close();
    }
  });

  it('announces each message of the bot once, and after a reload none of the old ones', async () => {
    const widget = await visit();
    const live = widget.dialog.locator('[aria-live=polite]');
    await widget.open();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    await expect.poll(() => live.getByText('At least 10 characters').count()).toBe(1);
    expect(await live.getByText('what must the password').count()).toBe(0);
    await widget.page.reload();
    await widget.reads('At least 10 characters');
    expect(await live.getByText('At least 10 characters').count()).toBe(0);
  });

  it('gives each message its language', async () => {
    const widget = await visit();
    await widget.open();
    await widget.say('wie muss das Passwort aussehen');
    // The widget follows: its own words are German now, its name too.
    const log = widget.page.getByRole('dialog', { name: 'CPMS-Hilfe' }).getByRole('log');
    await log.locator('[lang=de]').getByText('Mindestens 10 Zeichen').first().waitFor();
    expect(await log.locator('[lang=en]').getByText('Where are you now').count()).toBe(1);
  });

  it('gives the focus to the box when it opens, and back to the launcher when it closes', async () => {
    const widget = await visit();
    await widget.open();
    await expect.poll(() => focused(widget.page)).toMatch(/^TEXTAREA/);
    await widget.page.keyboard.press('Escape');
    await expect.poll(() => focused(widget.page)).toContain('Help with CPMS access');
  });

  it(
    'leads through the whole onboarding with the keyboard alone',
    { timeout: 180_000 },
    async () => {
      const widget = await visit();
      const { page } = widget;
      await page.keyboard.press('End');
      await tabTo(page, (name) => name.includes('Help with CPMS access'));
      await page.keyboard.press('Enter');
      await widget.reads('Where are you now?');
      for (const answer of onboarding()) {
        const label = brain.locale.render(asButton(answer).label, 'en').replaceAll('**', '');
        const last = await widget.log.locator('.item').count();
        await tabTo(page, (name) => name === `BUTTON ${label}`);
        await page.keyboard.press('Enter');
        await expect.poll(() => widget.log.locator('.item').count()).toBeGreaterThan(last + 1);
        // A person takes longer over a step than this test, and rates are measured for people.
        tests.ground().clock.advance(5_000);
      }
      await widget.reads('That was the last step');
    },
  );
});

/** The presses of a conversation from the first contact to the last step. */
function onboarding(): readonly string[] {
  const walk = readConversations('test/conversations').find(
    ({ conversation }) => conversation.conversation === 'guide-reconnet-member-de',
  );
  return (walk?.conversation.turns ?? []).flatMap(({ presses, or }) => {
    const answer = presses ?? or;
    const skips = answer === undefined || answer.startsWith('@') || answer === 'reconnet';
    return skips || answer === 'not-yet' ? [] : [answer];
  });
}

/** What has the focus: its tag and its words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    interface Seen {
      readonly tagName: string;
      readonly textContent: string | null;
      readonly shadowRoot?: { readonly activeElement: Seen | null } | null;
    }
    const { document } = globalThis as unknown as { document: { activeElement: Seen } };
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at.tagName} ${(at.textContent ?? '').trim()}`;
  });
}

/** Presses the tabulator until something has the focus, backwards: what is newest stands last. */
async function tabTo(page: Page, wanted: (name: string) => boolean): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (wanted(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new TypeError(`The keyboard does not get there; it is at ${await focused(page)}`);
}
