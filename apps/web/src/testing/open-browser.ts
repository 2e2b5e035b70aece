/** Chromium without a window, with a fake camera, as the browser tests of both screens use it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { launchChromium } from '@rekam/testkit/chromium.ts';
import type { BrowserContext, Page } from 'playwright-core';
import { type GreyPicture, writeFakeCamera, writeGreyFilm } from './fake-camera.ts';

/** The least screen of a counter unless said. */
export interface WindowSize {
  readonly widthPx?: number;
  readonly heightPx?: number;
}

export interface OpenBrowser {
  /** A page of its own, without the cookies of the others. */
  newPage(size?: WindowSize): Promise<Page>;
  /** What the pages complained of: uncaught errors, and console errors that are not an answer's status. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** @param camera colour behind the drawn face that the camera sees, or what else it sees, as a picture of greys */
export async function openBrowser(camera: 'red' | 'blue' | GreyPicture = 'red'): Promise<OpenBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-browser-'));
  const film = join(folder, 'camera.y4m');
  if (typeof camera === 'string') writeFakeCamera(film, camera);
  else writeGreyFilm(film, camera);
  const browser = await launchChromium(
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  );
  const complaints: string[] = [];
  return {
    complaints,
    async newPage({ widthPx = 1366, heightPx = 768 }: WindowSize = {}) {
      const context: BrowserContext = await browser.newContext({
        viewport: { width: widthPx, height: heightPx },
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        const ofAnswer = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !ofAnswer) complaints.push(message.text());
      });
      return page;
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe holds against a page under WCAG 2.2 AA, one line each; empty when nothing. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // What is in order need not be put together and sent: a third of the time.
    .options({ resultTypes: ['violations'] })
    .withTags(wcag)
    // One page without frames of others: no second page is needed to gather what was found.
    .setLegacyMode()
    .analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join('; ')})`,
  );
}
