import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  process.env.REKAM_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser of this computer that tests drive. */
export const findChromium = (): string | undefined =>
  places.find((path) => path !== undefined && existsSync(path));

/** The browser for tests, without a window; an error that says how to get one where there is none. */
export function launchChromium(...more: string[]): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('Chromium is missing: apt-get install chromium, or set REKAM_CHROMIUM to its path');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', ...more];
  return chromium.launch({ executablePath, args });
}
