// The built page in a real browser, once for every kind of report: what a reader, a keyboard and a screen reader meet.
//   node --test tests/page/      (page: HINGE_REPORT_PAGE, else dist/report.html; browser: HINGE_CHROMIUM)
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { cases, pageWith } from '../../fixtures/cases.mjs';
import { launch } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const built = process.env.HINGE_REPORT_PAGE ?? new URL('../../dist/report.html', import.meta.url);
assert.ok(existsSync(built), `${built} is missing: build the page first`);
const template = readFileSync(built, 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'hinge-page-'));
let session;
before(async () => {
  session = await launch();
});
after(async () => {
  await session?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The report of a case in a fresh page; `complaints` gathers console errors, page errors and anything it tries to load. */
async function open(name, options = {}) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, pageWith(template, cases[name]()));
  const page = await session.browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  const complaints = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => !/^(file|data):/.test(request.url()) && complaints.push(`asked for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints };
}

async function violations(page) {
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }));
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(' | ')}`);
}

const FULL = new Set(['demo', 'no_person']);

for (const name of Object.keys(cases)) {
  test(`${name}: no complaint, no sideways scroll at any width, nothing for axe to say`, async () => {
    const { page, complaints } = await open(name);
    await page.evaluate(AXE);
    for (const width of [1280, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${name} is ${over} px wider than ${width} px`);
    }
    // Contrast depends on the theme, structure on the report: both themes where every kind of part is there.
    const looks = FULL.has(name) ? [[390, 'light'], [1280, 'dark']] : [[1280, 'dark']];
    for (const [width, colorScheme] of looks) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], `${name}, ${colorScheme}, ${width} px`);
    }
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

describe('the demo', () => {
  let page;
  before(async () => {
    ({ page } = await open('demo'));
  });
  after(() => page?.close());

  test('says the verdict first and names every part', async () => {
    await page.getByRole('heading', { level: 1, name: /^Two clean hinges/ }).waitFor();
    for (const name of ['Work on this first', 'Five checkpoints', 'Rep by rep', 'What moved, and when', 'Values for the coach or clinician', 'What we couldn’t judge', 'How it was measured']) {
      assert.equal(await page.getByRole('heading', { name, exact: true }).count(), 1, name);
    }
    assert.match(await page.title(), /Bodyweight hinge, 4 reps/);
    assert.equal(await page.getByRole('navigation', { name: 'Reps at a glance' }).getByRole('link').count(), 4);
    await page.getByRole('link', { name: 'Rep 3: Knees' }).waitFor();
  });

  test('gives every plot a name that states its result', async () => {
    for (const name of [/^Hip fold over time.*peaks at 85, 85, 87, 75/, /^Knee bend over time.*first leaves the good band at 9\.2 s, in rep 3/, /^Lower back over time/, /^Hip fold against knee bend.*Rep 3 ends in the squat zone/]) {
      assert.equal(await page.getByRole('img', { name }).count(), 1, String(name));
    }
  });

  test('moves one cursor for all plots by keyboard, and figure and values follow', async () => {
    const slider = page.getByRole('slider', { name: 'Move through the clip' });
    const now = page.getByRole('group', { name: 'Values at the chosen moment' });
    await now.getByText('14.3 s').waitFor();
    await now.getByText('Needs work').waitFor();
    const body = await now.locator('path').first().getAttribute('d');
    await slider.press('Home');
    await now.getByText('0.0 s').waitFor();
    assert.equal(await now.getByText('Needs work').count(), 0);
    assert.notEqual(await now.locator('path').first().getAttribute('d'), body);
    assert.deepEqual(await page.locator('.cursor').evaluateAll((all) => all.map((one) => one.style.left)), ['0%', '0%', '0%']);
  });

  test('follows a pointer over a plot and an evidence link to its frame', async () => {
    const now = page.getByRole('group', { name: 'Values at the chosen moment' });
    await page.getByRole('link', { name: 'See rep 3, 10.1 s' }).click();
    await now.getByText('10.1 s').waitFor();
    assert.match(page.url(), /#rep3-worst/);
    const plot = page.getByRole('img', { name: /^Knee bend over time/ });
    await plot.hover({ position: { x: 1, y: 20 } });
    await now.getByText('0.0 s').waitFor();
  });

  test('enlarges a frame, walks to its neighbours, closes on Escape and gives the focus back', async () => {
    const frame = page.getByRole('button', { name: /^Rep 3 where it begins, 9\.2 seconds/ });
    await frame.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Rep 3 where it begins, 9.2 s').waitFor();
    await dialog.getByRole('button', { name: 'Later' }).click();
    await dialog.getByRole('img', { name: /^Rep 3 where it shows most/ }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await dialog.getByText('Rep 3 where it begins, 9.2 s').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    assert.ok(await frame.evaluate((element) => element === document.activeElement));
  });

  test('holds every number with its uncertainty in a table with headers', async () => {
    const row = page.getByRole('row', { name: /^Knee bend, change from standing/ });
    await row.getByRole('cell', { name: 'Needs work 58±1' }).waitFor();
    assert.equal(await page.getByRole('columnheader').count(), 5);
    assert.match(await row.getByRole('rowheader').innerText(), /good 5–25, needs work over 40/);
  });

  test('has targets of 44 px for everything that is pressed', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    const small = await page.locator('main a[href], main button, main summary, main input').evaluateAll((all) =>
      all.filter((element) => !element.closest('.rephead') && element.checkVisibility() && element.getBoundingClientRect().height < 43.5).map((element) => element.outerHTML.slice(0, 80)));
    assert.deepEqual(small, []);
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});

test('prints on two pages, and on one without reps', async () => {
  for (const [name, most] of [['demo', 2], ['many_reps', 2], ['gaps', 2], ['no_person', 1]]) {
    const { page } = await open(name, { viewport: { width: 390, height: 800 } });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= most, `${name} prints on ${pages} pages`);
    await page.close();
  }
});

test('opens the folded rep an address points at', async () => {
  const { page } = await open('many_reps');
  await page.getByRole('link', { name: 'Rep 15: Knees' }).click();
  await page.getByRole('article', { name: /^Rep 15/ }).waitFor({ state: 'visible' });
  await page.close();
});

test('runs nothing that stands in the data', async () => {
  const { page } = await open('hostile');
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('img[src="x"]').count(), 0);
  assert.equal(await page.getByText('</script><img src=x', { exact: false }).count() > 0, true);
  await page.close();
});

test('says what to do when it holds no report, and without JavaScript', async () => {
  const page = await session.browser.newPage();
  const file = join(folder, 'template.html');
  writeFileSync(file, template);
  await page.goto(pathToFileURL(file).href);
  await page.getByText('This page holds no report yet').waitFor();
  await page.close();
  const plain = await session.browser.newPage({ javaScriptEnabled: false });
  writeFileSync(file, template.replace('<!--HINGE_PLAIN-->', '<h1>Four clean hinges</h1>'));
  await plain.goto(pathToFileURL(file).href);
  await plain.getByRole('heading', { name: 'Four clean hinges' }).waitFor();
  assert.match(await plain.locator('noscript p').innerText(), /analysis\.json/);
  await plain.close();
});
