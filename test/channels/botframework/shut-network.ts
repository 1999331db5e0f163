import nock from 'nock';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** Shuts the network for a test file, but for this machine, and forgets the answers of each test. */
export function shutNetwork(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  afterEach(() => nock.cleanAll());
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}
