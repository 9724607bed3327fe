import { defineConfig } from 'vitest/config';

const EXCLUDE = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{protocol,prisma,sfu,api,bot,scripts,client,e2e,bench}/**/*.test.{ts,tsx}'],
          exclude: [...EXCLUDE, '**/*.integration.test.ts', '**/*.e2e.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['{protocol,prisma,sfu,api,bot,scripts}/**/*.integration.test.ts'],
          exclude: EXCLUDE,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: EXCLUDE,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          // Where other work takes the cores, Chromium's audio stands still for half a second now and then; a fault fails twice.
          retry: 1,
        },
      },
    ],
  },
});
