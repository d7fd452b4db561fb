import { defineConfig } from 'vite';

import { inlineEverything } from './inline_everything';

export default defineConfig({
  base: './',
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact', legalComments: 'none' },
  build: {
    target: 'es2020',
    outDir: 'dist',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    rollupOptions: { input: 'report.html' },
  },
  plugins: [inlineEverything()],
});
