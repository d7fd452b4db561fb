import { defineConfig } from 'vitest/config';

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: { include: ['*.test.ts', 'src/**/*.test.ts', 'src/**/*.test.tsx'], environment: 'node', testTimeout: 60000 },
});
