import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { startWidgetTests, widgetOn } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the widget on the site of a network', () => {
  const tests = startWidgetTests();
  const { visit } = tests;

  it('works under the strictest policy, asks nobody else, and sets no cookie', async () => {
    const widget = await visit();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    expect(tests.there().errors).toEqual([]);
    const hosts = new Set(tests.there().requests.map((address) => new URL(address).origin));
    expect([...hosts].sort()).toEqual([tests.ground().site.origin, tests.ground().botUrl].sort());
    expect(await tests.there().context.cookies()).toEqual([]);
  });

  it('knows the network of the page and does not ask for it', async () => {
    const widget = await visit();
    await widget.say('how do I reach the helpdesk');
    await widget.reads('helpdesk.reconnet@ao-pisa.toscana.it');
  });

  it('shows the same words and the same step after a reload in mid-step', async () => {
    const widget = await visit();
    await widget.button("I'm starting").click();
    await widget.button('No account yet').click();
    await widget.reads('Open the registration form');
    const before = await widget.log.innerText();
    await widget.page.reload();
    await widget.reads('Open the registration form');
    expect(await widget.log.innerText()).toBe(before);
    await widget.button('The form is open').click();
    await expect.poll(() => widget.count('The form is open')).toBe(1);
  });

  it('goes along to the other pages of the site', async () => {
    const widget = await visit();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    await widget.page.getByRole('link', { name: 'Other page' }).click();
    await widget.page.getByRole('heading', { name: 'Page other' }).waitFor();
    await widget.reads('At least 10 characters');
  });

  it('is one conversation in two tabs', async () => {
    const first = await visit();
    await first.say('what must the password look like');
    await first.reads('At least 10 characters');
    const second = widgetOn(await tests.there().context.newPage());
    await second.page.goto(`${tests.ground().site.origin}/second`);
    await second.launcher.click();
    await second.reads('At least 10 characters');
    await second.say('how long does the approval take');
    await first.reads('how long does the approval take');
    await expect.poll(() => second.count('how long does the approval take')).toBe(1);
    await expect.poll(() => first.count('how long does the approval take')).toBe(1);
  });

  it('forgets here and on the server, after a question, and begins anew', async () => {
    const widget = await visit();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    await widget.button('Menu').click();
    await widget.button('Forget me').click();
    await widget.button('Delete').click();
    await widget.reads('Deleted: our conversation');
    expect(await widget.count('At least 10 characters')).toBe(0);
    await widget.page.reload();
    await widget.reads('Where are you now?');
    expect(await widget.count('At least 10 characters')).toBe(0);
  });

  it('forgets on a shared computer when the tab is closed', async () => {
    const widget = await visit();
    await widget.button('Menu').click();
    await widget.dialog.getByRole('checkbox', { name: 'This is a shared computer' }).check();
    await widget.page.keyboard.press('Escape');
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    const kept = await widget.page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
    expect(kept).not.toMatch(/[\w-]{43}/);
    await widget.page.reload();
    await widget.reads('At least 10 characters');
    const next = widgetOn(await tests.there().context.newPage());
    await next.page.goto(`${tests.ground().site.origin}/first`);
    await next.launcher.click();
    await next.reads('Where are you now?');
    expect(await next.count('At least 10 characters')).toBe(0);
  });

  it('speaks another language at once, its own words and the bot’s', async () => {
    const widget = await visit();
    await widget.button('Menu').click();
    await widget.dialog.getByRole('combobox', { name: 'Language' }).selectOption('de');
    const { page } = widget;
    const dialog = page.getByRole('dialog', { name: 'CPMS-Hilfe' });
    await dialog.getByRole('textbox', { name: 'Nachricht schreiben' }).waitFor();
    await dialog.locator('[lang=de]').getByText('Wir machen auf Deutsch weiter').first().waitFor();
  });

  it('shows markup that somebody types as the text that it is', async () => {
    const widget = await visit();
    const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
    await widget.say(evil);
    await widget.reads('<img src=x');
    await widget.page.reload();
    await widget.reads('<img src=x');
    expect(await widget.page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    expect(await widget.log.locator('img, script').count()).toBe(0);
  });

  it('opens links beside the page, without telling where they were found', async () => {
    const widget = await visit();
    await widget.button("I'm starting").click();
    await widget.button('No account yet').click();
    const link = widget.log.getByRole('link', { name: /register/ }).first();
    await link.waitFor();
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toContain('noopener');
    await widget.log.getByRole('button', { name: /^Copy/ }).first().click();
    await widget.log.getByText('Copied').first().waitFor();
  });

  it('takes no files and says why', async () => {
    const widget = await visit();
    await widget.box.evaluate((box) => {
      // By name, since tests have no types of a browser's.
      const make = (name: string, ...given: unknown[]): object => {
        const kind: unknown = Reflect.get(globalThis, name);
        return typeof kind === 'function' ? (Reflect.construct(kind, given) as object) : {};
      };
      const dataTransfer = make('DataTransfer');
      const items: unknown = Reflect.get(dataTransfer, 'items');
      const file = new File(['x'], 'scan.png', { type: 'image/png' });
      const add: unknown = Reflect.get(Object(items) as object, 'add');
      if (typeof add === 'function') Reflect.apply(add, items, [file]);
      const drop = make('DragEvent', 'drop', { dataTransfer, bubbles: true });
      const dispatch: unknown = Reflect.get(box, 'dispatchEvent');
      if (typeof dispatch === 'function') Reflect.apply(dispatch, box, [drop]);
    });
    await widget.dialog.getByText('Files and pictures cannot be sent here').first().waitFor();
  });

  it('saves the conversation as a text that says who said what', async () => {
    const widget = await visit();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    await widget.button('Menu').click();
    const saved = widget.page.waitForEvent('download');
    await widget.button('Save the conversation').click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^cpms-help-\d{4}-\d\d-\d\d\.txt$/);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/You: what must the password look like/);
    expect(text).toMatch(/Bot: At least 10 characters/);
  });

  it('prints the conversation whole, and nothing of the page around it', async () => {
    const widget = await visit();
    const { page } = widget;
    for (const question of [
      'what must the password look like',
      'how long does the approval take',
    ]) {
      await widget.say(question);
      await widget.reads(question);
    }
    // The dialog of the browser's own is not to be had here; what it would print is.
    await page.evaluate(() => Reflect.set(globalThis, 'print', () => undefined));
    await widget.button('Menu').click();
    await widget.button('Print the conversation').click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Page first' }).isVisible()).toBe(false);
    expect(await widget.box.isVisible()).toBe(false);
    expect(await widget.log.getByText('Where are you now?').first().isVisible()).toBe(true);
    const speaker = await widget.log.locator('.bubble > .unseen').first().boundingBox();
    expect(speaker?.width).toBeGreaterThan(10);
    const hidden = await widget.log.evaluate((list: unknown) => {
      const { scrollHeight, clientHeight } = list as { scrollHeight: number; clientHeight: number };
      return scrollHeight - clientHeight;
    });
    expect(hidden).toBeLessThanOrEqual(1);
    await page.evaluate(() => {
      const tell: unknown = Reflect.get(globalThis, 'dispatchEvent');
      if (typeof tell === 'function') Reflect.apply(tell, globalThis, [new Event('afterprint')]);
    });
    await page.emulateMedia({ media: 'screen' });
    expect(await page.getByRole('heading', { name: 'Page first' }).isVisible()).toBe(true);
  });

  it('has its looks in browsers that cannot share stylesheets', async () => {
    const page = await tests.arrive({ bypassCSP: true });
    await page.addInitScript(() => {
      for (const name of ['Document', 'ShadowRoot']) {
        const kind: unknown = Reflect.get(globalThis, name);
        if (typeof kind === 'function')
          Reflect.deleteProperty(kind.prototype as object, 'adoptedStyleSheets');
      }
    });
    await page.goto(`${tests.ground().site.origin}/first`);
    const widget = widgetOn(page);
    const colour = (element: unknown): string => {
      const style = Reflect.get(globalThis, 'getComputedStyle') as (it: unknown) => {
        readonly backgroundColor: string;
      };
      return style(element).backgroundColor;
    };
    expect(await widget.launcher.evaluate(colour)).toBe('rgb(11, 79, 158)');
    await widget.open();
    expect(await widget.dialog.evaluate(colour)).toBe('rgb(255, 255, 255)');
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
  });

  it('is driven by the page through its few functions', async () => {
    const widget = await visit();
    const { page } = widget;
    const heard = await page.evaluate(async () => {
      const api = Reflect.get(globalThis, 'CpmsHelp') as {
        on: (name: string, listener: (detail: unknown) => void) => () => void;
        send: (text: string) => unknown;
        close: () => void;
        open: () => unknown;
      };
      const events: string[] = [];
      for (const name of ['open', 'close', 'message']) api.on(name, () => events.push(name));
      await api.send('what must the password look like');
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      api.close();
      await api.open();
      return events;
    });
    expect(heard).toContain('message');
    expect(heard.slice(-2)).toEqual(['close', 'open']);
    await widget.reads('At least 10 characters');
  });
});
