import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    isolate: false,
    reporters: ['default', './test/support/closing-line.ts'],
    // The CDK validates every template it synthesizes (about 2 s each); one real synth in the suite is enough.
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
