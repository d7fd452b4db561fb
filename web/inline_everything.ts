// Puts the built script and style into the page, so that one file is the whole report. Forty lines instead of a
// dependency: the page has one chunk and one stylesheet, and the checks at the end are ours.
import type { Plugin } from 'vite';

export const DATA_MARKER = '/*HINGE_DATA*/null';
export const PLAIN_MARKER = '<!--HINGE_PLAIN-->';

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

export function inlineEverything(): Plugin {
  return {
    name: 'inline-everything',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find((item) => item.fileName.endsWith('.html'));
      if (page === undefined || page.type !== 'asset') throw new Error('the build made no page');
      let html = String(page.source);
      for (const item of Object.values(bundle)) {
        if (item === page) continue;
        const name = item.fileName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        if (item.type === 'chunk') {
          // A function as the replacement: `$` in the code must not be read as a pattern.
          const code = item.code.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
          html = html.replace(new RegExp(`\\s*<script[^>]*src="[^"]*${name}"[^>]*></script>`), '');
          html = html.replace('</body>', () => `<script type="module">${code}</script>\n</body>`);
        } else {
          html = html.replace(new RegExp(`<link[^>]*href="[^"]*${name}"[^>]*>`), () => `<style>${String(item.source)}</style>`);
        }
        delete bundle[item.fileName];
      }
      for (const marker of [DATA_MARKER, PLAIN_MARKER]) {
        if (occurrences(html, marker) !== 1) throw new Error(`the page must hold ${marker} exactly once`);
      }
      if (/<(script|link|img|iframe)[^>]*\s(src|href)=/i.test(html)) throw new Error('the page still loads something');
      page.source = html;
    },
  };
}
