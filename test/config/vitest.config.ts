import { defineConfig } from 'vitest/config';

const config = defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/config/train-once.ts'],
    pool: 'threads',
    // By default one core is left for the watcher; a run that ends needs none.
    maxWorkers: '100%',
    testTimeout: 30_000,
    reporters: ['default'],
  },
});

// Vitest takes its config as the default export.
export default config;
