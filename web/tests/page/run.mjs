// Runs the page's tests, or says why not and ends with 77, which CTest counts as skipped.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { executable } from './browser.mjs';

if (executable === undefined) {
  console.log('No Chromium found: the report page is not tested in a browser. Install it (apt-get install chromium) or name one in HINGE_CHROMIUM.');
  process.exit(77);
}
const done = spawnSync(process.execPath, ['--test', fileURLToPath(new URL('page.test.mjs', import.meta.url))], { stdio: 'inherit' });
process.exit(done.status ?? 1);
