/** An officer at the office screens. */
import type { Page } from 'playwright-core';
import { findBarriers } from './open-browser.ts';

export class OfficeDriver {
  readonly page: Page;
  /** What axe found, by screen; empty when nothing. */
  readonly barriers: Record<string, readonly string[]> = {};
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Opens a screen by its address, signed in or not. */
  async open(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.#url).href);
  }

  async see(heading: string | RegExp): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  async signIn({
    username,
    password,
  }: {
    readonly username: string;
    readonly password: string;
  }): Promise<void> {
    await this.open('/');
    await this.see('Masuk ke kantor');
    await this.page.getByLabel('Nama pengguna').fill(username);
    await this.page.getByLabel('Kata sandi', { exact: true }).fill(password);
    await this.page.keyboard.press('Enter');
    await this.see('Beranda');
  }

  /** The parts of the office that the menu shows. */
  menu(): Promise<string[]> {
    return this.page.getByRole('navigation').first().getByRole('link').allInnerTexts();
  }

  /** Looks at what is on the screen now with axe, in both languages; ends in Indonesian. */
  async look(name: string): Promise<void> {
    for (const [language, other] of [
      ['id', 'English'],
      ['en', 'Bahasa Indonesia'],
    ] as const) {
      await this.page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      const found = await findBarriers(this.page);
      if (found.length > 0) this.barriers[`${name} (${language})`] = found;
      await this.#switchTo(other);
    }
  }

  /** Through the button itself, so that an open dialog, which covers it, stays as it is. */
  async #switchTo(words: string): Promise<void> {
    await this.page.locator('button[lang]', { hasText: words }).dispatchEvent('click');
  }
}
