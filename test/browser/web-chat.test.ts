import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebGround } from '../channels/directline/web-ground.ts';
import { startWebGround } from '../channels/directline/web-ground.ts';
import type { Site } from './browser.ts';
import { hasBrowser, startBrowser, startSite, visitor } from './browser.ts';

/** The package hides its files from imports; pages load them by address. */
const bundle = join(process.cwd(), 'node_modules/botframework-webchat/dist/webchat-minimal.js');

/** A page as the documentation of Web Chat has it, with another domain. */
const page = (domain: string): string => `<!doctype html><title>Web Chat</title>
<div id="chat" style="height:600px"></div><script src="/webchat.js"></script><script>
fetch('${domain}/tokens/generate', { method: 'POST' }).then((it) => it.json()).then(({ token }) =>
  WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ domain: '${domain}', token }) },
    document.getElementById('chat')));
</script>`;

describe.skipIf(!hasBrowser)('the unmodified Web Chat', () => {
  let browser: Browser;
  let ground: WebGround;
  let site: Site;

  beforeAll(async () => {
    browser = await startBrowser();
    ground = await startWebGround({ anyPage: true });
    site = await startSite((path) =>
      path === '/webchat.js'
        ? { body: readFileSync(bundle), headers: { 'content-type': 'text/javascript' } }
        : { body: page(ground.domain) },
    );
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await ground.stop();
  });

  it('holds a conversation, buttons included', async () => {
    const { context } = await visitor(browser);
    const tab = await context.newPage();
    tab.setDefaultTimeout(8_000);
    await tab.goto(site.origin);
    // It only listens, so it is greeted once nothing else has begun the conversation.
    const greeting = tab.getByText('Where are you now?').first();
    await expect
      .poll(
        () => {
          ground.later();
          return greeting.isVisible();
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    const box = tab
      .locator('[data-testid="send box text area"], [data-id="webchat-sendbox-input"]')
      .first();
    await box.fill('hello there');
    await box.press('Enter');
    await tab.getByText('hello there').first().waitFor();
    // A second copy of each button stands in the live region, for screen readers alone.
    await tab.locator('.webchat__suggested-action', { hasText: "I'm starting" }).first().click();
    await tab.getByText('https://webgate.ec.europa.eu/cas').first().waitFor();
    expect(await tab.getByText('Send failed').count()).toBe(0);
    await context.close();
  });
});
