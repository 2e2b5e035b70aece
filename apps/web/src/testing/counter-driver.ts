/** An operator at the counter screens who uses the keyboard alone. */
import type { Locator, Page } from 'playwright-core';
import { findBarriers } from './open-browser.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface Supervisor {
  readonly username: string;
  readonly pin: string | null;
}

const capturingSteps = [
  'Empat jari kiri',
  'Empat jari kanan',
  'Kedua ibu jari',
  'Kedua iris mata',
  'Verifikasi telunjuk',
];

export class CounterDriver {
  readonly page: Page;
  /** Screens looked at with axe, by heading, with what it found. */
  readonly barriers = new Map<string, readonly string[]>();
  readonly #looksWithAxe: boolean;

  /** What axe found, by screen; empty when nothing. */
  get foundBarriers(): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries([...this.barriers].filter(([, found]) => found.length > 0));
  }

  constructor(page: Page, options: { readonly looksWithAxe?: boolean } = {}) {
    this.page = page;
    this.#looksWithAxe = options.looksWithAxe ?? false;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Waits for a screen, and looks at each with axe if this operator is told to. */
  async see(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    if (this.#looksWithAxe) await this.look(heading);
  }

  /** Looks at what is on the screen now with axe, in both languages; ends in Indonesian, with the focus where it was. */
  async look(name: string): Promise<void> {
    if (!this.#looksWithAxe || this.barriers.has(name)) return;
    const focused = await this.page.evaluateHandle(() => document.activeElement);
    for (const language of ['id', 'en']) {
      await this.page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      const key = language === 'id' ? name : `${name} (${language})`;
      this.barriers.set(key, await findBarriers(this.page));
      // Through the button itself, so that an open dialog, which covers it, stays as it is.
      await this.page.locator('.bar-acts button[lang]').dispatchEvent('click');
    }
    await this.page.locator('html[lang=id]').waitFor({ state: 'attached' });
    await focused.evaluate((element) => (element as HTMLElement | null)?.focus());
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** The button that Enter presses, once it may be pressed. */
  async primary(words: RegExp): Promise<Locator> {
    const button = this.page.locator('.acts .button-primary:not([aria-disabled])').filter({ hasText: words });
    await button.waitFor();
    return button;
  }

  /** Enter, once the button with these words has the focus: what an operator does who looks before pressing. */
  async goOn(words: RegExp): Promise<void> {
    const button = await this.primary(words);
    await this.page.waitForFunction(
      (element) => element === document.activeElement,
      await button.elementHandle(),
    );
    await this.press('Enter');
  }

  async signIn({ username, password }: Credentials): Promise<void> {
    await this.see('Masuk');
    await this.type(username);
    await this.press('Tab');
    await this.type(password);
    await this.press('Enter');
    await this.see('Siapa yang direkam?');
  }

  /** From the first screen to the biodata of this resident. */
  async begin(nik: string): Promise<void> {
    await this.see('Siapa yang direkam?');
    await this.type(nik);
    await this.press('Enter');
    await this.see('Ditemukan');
    await this.goOn(/Mulai perekaman/);
    await this.see('Biodata');
  }

  /** Everything up to the fingers. */
  async untilFingers(): Promise<void> {
    await this.see('Biodata');
    await this.goOn(/Benar semua/);
    await this.takePhoto();
    await this.see('Tanda tangan');
    await this.press('F2');
    await this.goOn(/Simpan tanda tangan/);
    await this.see('Empat jari kiri');
  }

  /** With the station's face device where there is one, else with the camera of the browser. */
  async takePhoto(): Promise<void> {
    await this.see('Foto');
    await this.captureStep('Foto', /Ambil|Rekam|Ulangi|Coba|Lanjut|Simpan|Pakai/);
  }

  /** Presses the one button there is until the step is over: record, again, go on. */
  async captureStep(step: string, words = /Rekam|Ulangi|Coba|Lanjut|Simpan/): Promise<void> {
    await this.see(step);
    for (let turn = 0; turn < 12 && (await this.heading()) === step; turn++) {
      const before = await this.page.locator('.acts .button-primary').innerText();
      await this.goOn(words);
      await this.page.waitForFunction(
        ([heading, button]) =>
          document.querySelector('h1')?.textContent !== heading ||
          document.querySelector('[role=alert]') !== null ||
          (document.querySelector('.acts .button-primary:not([aria-disabled])') as HTMLElement | null)
            ?.innerText !== button,
        [step, before],
      );
      await this.primary(/./);
    }
  }

  /** From wherever the recording stands among the captures to the statement. */
  async untilStatement(): Promise<void> {
    const at = capturingSteps.indexOf(await this.heading());
    for (const step of capturingSteps.slice(Math.max(0, at))) await this.captureStep(step);
    await this.see('Pernyataan');
  }

  /** Signs the statement, seals, and reads the receipt's code. @param atReview what to look at before sealing */
  async seal(atReview?: () => Promise<void>): Promise<string> {
    await this.see('Pernyataan');
    await this.press('F2');
    await this.goOn(/Simpan pernyataan/);
    await this.see('Periksa dan segel');
    await atReview?.();
    await this.goOn(/Segel perekaman/);
    await this.see('Perekaman tersimpan');
    return this.page.locator('.receipt-code').innerText();
  }

  /** Gives a supervisor's name and PIN in the dialog that is open. */
  async approve({ username, pin }: Supervisor): Promise<void> {
    await this.page.getByLabel('Nama pengguna penyelia').focus();
    await this.type(username);
    await this.press('Tab');
    await this.type(pin ?? '');
    await this.press('Enter');
  }
}
