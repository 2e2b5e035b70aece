import { counterApi, officeApi } from '@rekam/protocol';
import { describe, expect, it } from 'vitest';
import { withDemoCounter } from '../../testing/demo-counter.ts';

const demo = withDemoCounter();
const receiptCode = /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/;

/** What the office has under a receipt's code, once it has opened what it received. */
async function findReceived(code: string): Promise<readonly { readonly state: string }[]> {
  const supervisor = await demo.office.signedIn('supervisor');
  return (await supervisor.call(officeApi.searchEnrolments, { body: { q: code } })).rows;
}

/** From now on so many recordings may wait at this station; it warns at half of them. */
async function allowAlone(recordings: number): Promise<void> {
  const head = await demo.office.signedIn('head');
  const policy = (await head.call(officeApi.getPolicy, {}))[0]!;
  await head.call(officeApi.addPolicy, {
    body: {
      ...policy,
      steps: [...policy.steps],
      effectiveFrom: '2014-01-02',
      offline: { ...policy.offline, recordings, warnFrom: 0.5 },
    },
  });
  await demo.restartStation();
  await expect
    .poll(() => demo.station.api.call(counterApi.getState, {}), { timeout: 30_000 })
    .toMatchObject({ allowance: { recordingsLeft: recordings } });
}

/** On 1366 × 768, the least screen of a counter, the six acts of a step stand side by side. */
async function expectActsOnOneLine(): Promise<void> {
  const heights = await demo.page
    .locator('.acts .button')
    .evaluateAll((acts) => acts.map((act) => act.clientHeight));
  const bar = await demo.page.locator('.acts').boundingBox();
  expect(heights).toHaveLength(6);
  expect(bar?.height).toBeLessThan(2 * Math.max(...heights));
}

describe('a resident is recorded at the counter', () => {
  it('from sign-in to receipt by keyboard alone, every screen free of barriers, and the office has it', async () => {
    const counter = await demo.open({ looksWithAxe: true });
    await counter.signIn(demo.office.account('operator'));
    await counter.begin(demo.nextNik());
    await counter.press('F4', 'Space', 'ArrowRight', 'Space');
    await expect.poll(() => demo.page.locator('.biodata :checked').count()).toBe(2);
    await counter.look('Biodata, marking');
    await counter.press('F4');
    await counter.untilFingers();

    await counter.press('F4', 'Space', 'ArrowRight');
    const dialog = demo.page.getByRole('dialog');
    await expect
      .poll(() => dialog.getByRole('checkbox', { checked: true }).getAttribute('aria-label'))
      .toBe('Kelingking kiri');
    await counter.look('Tidak dapat direkam');
    await counter.approve(demo.office.account('supervisor'));
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => demo.page.locator('.bars').innerText()).toContain('dikecualikan');

    await counter.untilStatement();
    await counter.press('Enter');
    await expect.poll(() => demo.page.getByRole('alert').innerText()).toContain('Belum ada tanda tangan');
    const code = await counter.seal(async () => {
      await demo.page.waitForFunction(() => document.querySelector('.picture-waiting') === null);
      await expect.poll(() => demo.page.locator('.review-pictures img').count()).toBe(16);
    });
    expect(code).toMatch(receiptCode);
    const pdf = await demo.page.getByRole('link', { name: /Cetak bukti/ }).getAttribute('href');
    const printed = await demo.page.evaluate(
      async (href) => (await fetch(href)).headers.get('content-type'),
      pdf ?? '',
    );
    expect(printed).toContain('application/pdf');

    await counter.goOn(/Penduduk berikutnya/);
    await counter.see('Siapa yang direkam?');
    await counter.press('F9');
    await counter.see('Loket ini');
    await demo.page.getByText('Diterima kantor').waitFor();
    await counter.press('Escape', 'F8');
    await counter.see('Perekaman yang belum selesai');
    expect(counter.foundBarriers).toEqual({});
    expect(counter.barriers.size).toBeGreaterThanOrEqual(16);
    await expect.poll(() => findReceived(code)).toMatchObject([{ state: 'counted', exceptions: 1 }]);
  }, 240_000);

  it('a device that dies at the irises loses nothing: set aside, taken up again, sealed', async () => {
    const counter = await demo.open({ looksWithAxe: true });
    await counter.signIn(demo.office.account('operator'));
    await counter.begin(demo.nextNik());
    await counter.untilFingers();
    await counter.goOn(/Rekam/);
    await demo.page.locator('.taken img').first().waitFor();
    await expectActsOnOneLine();
    await counter.press('F6');
    await demo.page.getByRole('dialog').getByText('Untuk tangan atau orang yang salah').waitFor();
    await counter.look('Mulai langkah ini dari awal?');
    await demo.page
      .getByRole('button', { name: 'Buang hasil langkah ini' })
      .and(demo.page.locator(':focus'))
      .waitFor();
    await counter.press('Enter');
    await demo.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await counter.primary(/^Rekam/);
    await expect.poll(() => demo.page.locator('.taken').count()).toBe(0);
    for (const step of ['Empat jari kiri', 'Empat jari kanan', 'Kedua ibu jari'])
      await counter.captureStep(step);
    await counter.see('Kedua iris mata');
    await demo.station.orderDevices('fault', { type: 'Iris', fault: 'not-ready' });
    await counter.goOn(/Rekam/);
    await demo.page.getByRole('heading', { name: 'Iris tidak dapat dipakai' }).waitFor();
    await counter.look('Iris tidak dapat dipakai');
    await expect.poll(() => demo.page.locator('.advice li').count()).toBeGreaterThan(0);
    await counter.press('F8');
    await counter.type('Pemindai iris tidak siap');
    await counter.look('Sisihkan perekaman ini');
    await counter.press('Enter');
    await demo.page.getByText('Perekaman disisihkan dan tersimpan').waitFor();

    await demo.page.getByRole('button', { name: 'Keluar' }).click();
    await demo.station.orderDevices('clear', { type: 'Iris' });
    await counter.signIn(demo.office.account('operator'));
    await counter.press('F8');
    await counter.see('Perekaman yang belum selesai');
    await demo.page.getByText('Pemindai iris tidak siap').waitFor();
    await counter.look('Perekaman yang belum selesai, satu');
    await demo.page.locator('.card .button-primary:focus').waitFor();
    await counter.press('Enter');
    await counter.see('Kedua iris mata');
    await expect.poll(() => demo.page.locator('.rail-done').count()).toBe(6);
    await counter.untilStatement();
    expect(await counter.seal()).toMatch(receiptCode);
    expect(counter.foundBarriers).toEqual({});
  }, 240_000);

  it('without the office from sign-in to receipt, warned of its limit, and sent when the office is back', async () => {
    await allowAlone(2);
    await demo.office.stopOffice();
    const counter = await demo.open({ looksWithAxe: true });
    await counter.signIn(demo.office.account('operator'));
    await counter.begin(demo.nextNik());
    await counter.untilFingers();
    await counter.untilStatement();
    const code = await counter.seal();
    await demo.page.getByText(/1 menunggu/).waitFor();
    await counter.goOn(/Penduduk berikutnya/);
    await demo.page.getByText('atau 1 orang lagi').waitFor();
    await counter.look('Siapa yang direkam?, hampir habis');
    await demo.office.restart('stop');
    await counter.press('F9');
    await counter.see('Loket ini');
    await counter.goOn(/Kirim sekarang/);
    await demo.page.getByText('Semua terkirim').waitFor({ timeout: 60_000 });
    await expect.poll(() => findReceived(code)).toMatchObject([{ state: 'counted', exceptions: 0 }]);
    expect(counter.foundBarriers).toEqual({});
  }, 240_000);
});
