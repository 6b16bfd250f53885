import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tool tests start real simulators; two workers match the smallest machine we support.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env['CI'] ? ['default', ['junit', { outputFile: '.cache/junit.xml' }]] : ['default'],
  },
});
