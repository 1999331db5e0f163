import { describe, expect, it } from 'vitest';
import { hasBrowser } from './browser.ts';
import { startWidgetTests, widgetOn } from './widget-page.ts';

describe.skipIf(!hasBrowser)('the widget, whatever the network does,', () => {
  const tests = startWidgetTests();
  const { visit } = tests;

  it('outlives a restart of the server, and loses and doubles nothing', async () => {
    const widget = await visit();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    await tests.ground().restart(async () => {
      await widget.say('how long does the approval take');
      await widget.reads('Not sent');
    });
    await widget.button('Send again').click();
    await expect.poll(() => widget.count('Not sent'), { timeout: 15_000 }).toBe(0);
    await expect.poll(() => widget.count('how long does the approval take')).toBe(1);
    expect(await widget.count('what must the password look like')).toBe(1);
  });

  it('keeps what was said without a connection and sends it once there is one', async () => {
    const widget = await visit();
    await tests.there().context.setOffline(true);
    await widget.say('what must the password look like');
    await widget.reads('Not sent');
    await widget.dialog.getByText('No connection.').first().waitFor();
    await tests.there().context.setOffline(false);
    await widget.button('Send again').click();
    await widget.reads('At least 10 characters');
    expect(await widget.count('what must the password look like')).toBe(1);
  });

  it('works by polling where WebSockets are blocked', async () => {
    const page = await tests.arrive();
    await page.addInitScript(() => {
      Reflect.set(globalThis, 'WebSocket', undefined);
    });
    await page.goto(`${tests.ground().site.origin}/first`);
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
  });

  it('goes on when its socket is cut again and again', async () => {
    const page = await tests.arrive();
    await page.routeWebSocket(/stream/, (socket) => socket.close());
    await page.goto(`${tests.ground().site.origin}/first`);
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    expect(await widget.count('what must the password look like')).toBe(1);
  });

  it('goes on over a slow network', async () => {
    const page = await tests.arrive();
    const session = await tests.there().context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 600,
      downloadThroughput: 40_000,
      uploadThroughput: 20_000,
    });
    await page.goto(`${tests.ground().site.origin}/first`);
    const widget = widgetOn(page);
    await widget.open();
    await widget.say('what must the password look like');
    await widget.dialog.getByText('Being sent').first().waitFor();
    await widget.reads('At least 10 characters');
  });

  it('goes on in the same conversation after its token has ended', async () => {
    const widget = await visit();
    await widget.say('what must the password look like');
    await widget.reads('At least 10 characters');
    tests.ground().clock.advance(3 * 3_600_000);
    await widget.say('how long does the approval take');
    await expect.poll(() => widget.count('how long does the approval take')).toBe(1);
    expect(await widget.count('what must the password look like')).toBe(1);
  });
});
