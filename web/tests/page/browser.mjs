// The system's Chromium with nothing of its own: a fresh profile (playwright makes and removes it), no background traffic.
// HINGE_CHROMIUM names another one.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const executable = process.env.HINGE_CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function launch() {
  const browser = await chromium.launch({ executablePath: executable, headless: true, args: QUIET });
  return { browser, close: () => browser.close() };
}
