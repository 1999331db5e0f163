import { defineConfig } from 'vitest/config';

const config = defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    testTimeout: 30_000,
    reporters: ['default'],
  },
});

// Vitest takes its config as the default export.
export default config;
