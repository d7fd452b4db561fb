import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DATA_MARKER, PLAIN_MARKER, inlineEverything } from './inline_everything';

const page = (body: string) => ({ fileName: 'report.html', type: 'asset', source: `<head><link rel="stylesheet" href="./assets/a-1.css"></head><body>${body}<script type="module" crossorigin src="./assets/a.js"></script></body>` });
const marked = `<noscript>${PLAIN_MARKER}</noscript><script id="hinge-data" type="application/json">${DATA_MARKER}</script>`;
const run = (body: string, code: string): { bundle: object; html: string } => {
  const bundle = {
    'report.html': page(body),
    'assets/a.js': { fileName: 'assets/a.js', type: 'chunk', code },
    'assets/a-1.css': { fileName: 'assets/a-1.css', type: 'asset', source: 'b{color:red}' },
  };
  (inlineEverything().generateBundle as unknown as (o: unknown, b: unknown) => void)({}, bundle);
  return { bundle, html: String((bundle['report.html'] as { source: unknown }).source) };
};

describe('the one file', () => {
  it('holds script and style itself, and nothing else is left', () => {
    const { bundle, html } = run(marked, 'let a=1');
    expect(Object.keys(bundle)).toEqual(['report.html']);
    expect(html).toContain('<style>b{color:red}</style>');
    expect(html).toContain('<script type="module">let a=1</script>');
    expect(html).not.toMatch(/src=|href=/);
  });
  it('cannot be ended by its own script, nor changed by a dollar in it', () => {
    const { html } = run(marked, 'let a="</script><!--$&$1"');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).toContain('$&$1');
  });
  it('is refused without the places for the data', () => {
    expect(() => run('', 'let a=1')).toThrow(/exactly once/);
    expect(() => run(marked, `let a="${DATA_MARKER}"`)).toThrow(/exactly once/);
  });
  it('is refused when it still loads something', () => expect(() => run(`${marked}<img src="a.png">`, '')).toThrow(/still loads/));
});

describe('the packages', () => {
  const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  it('are pinned to exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
  it('are locked by content and not by the address of a registry', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { integrity?: string; resolved?: string }> };
    for (const [name, entry] of Object.entries(packages)) {
      expect(entry.resolved, name).toBeUndefined();
      if (name !== '') expect(entry.integrity, name).toMatch(/^sha512-/);
    }
  });
});
