/**
 * What makes the page at /surat more than a form: the code of a letter is read by the phone and judged by the phone,
 * without a network. Where a browser cannot do that, the form alone stays.
 */
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { judgeCode } from './judge.ts';
import { ask, type Knowledge, recall } from './knowledge.ts';
import { readCamera, readPhoto } from './scan.ts';
import { agesOf, both, element, endedNumber, type OfficeAnswer, verdictOf } from './show.ts';
import { page } from './words.ts';

const renewMs = 30 * 60_000;

const answer = element('div');
const ages = element('p', { class: 'small' });
let knowledge: Knowledge | null = null;
let inspected = 0;

const say = (said: Sentence): void => answer.replaceChildren(element('p', { role: 'alert' }, ...both(said)));

/** Judges what was read, shows it, and asks the office where that can be reached. */
async function inspect(text: string): Promise<void> {
  performance.mark('letter-read');
  inspected += 1;
  const turn = inspected;
  const known = knowledge;
  const judgement = await judgeCode(text, known, Date.now());
  answer.replaceChildren(verdictOf(judgement, known, Date.now(), null));
  performance.measure('letter-answer', 'letter-read');
  answer.scrollIntoView({ block: 'start' });
  if (judgement.kind === 'unknown-key' || judgement.kind === 'knows-nothing') {
    if (await learn()) await again(text, turn);
    return;
  }
  const number = judgement.kind === 'genuine' ? judgement.code.claims.subject : undefined;
  const asked = number === undefined ? null : await askOffice(number);
  if (asked && turn === inspected) answer.replaceChildren(verdictOf(judgement, known, Date.now(), asked));
}

/** Once more with what was learned; a key that the office does not know either is nobody's. */
async function again(text: string, turn: number): Promise<void> {
  const judgement = await judgeCode(text, knowledge, Date.now());
  if (turn !== inspected) return;
  const settled = judgement.kind === 'unknown-key' ? ({ kind: 'forged' } as const) : judgement;
  answer.replaceChildren(verdictOf(settled, knowledge, Date.now(), null));
}

async function askOffice(number: string): Promise<OfficeAnswer | null> {
  try {
    const reply = await fetch('/api/public/letters/check', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'omit',
      body: JSON.stringify({ number }),
    });
    return reply.ok ? ((await reply.json()) as OfficeAnswer) : null;
  } catch {
    return null;
  }
}

/** Fetches keys and list. @returns false without a network */
async function learn(): Promise<boolean> {
  try {
    knowledge = await ask();
  } catch {
    return false;
  } finally {
    showAges();
  }
  return true;
}

function showAges(): void {
  const said = agesOf(knowledge, Date.now());
  ages.replaceChildren(...(knowledge ? [page.ready, ...said] : said).flatMap(both));
}

function cameraPart(): HTMLElement {
  const video = element('video', { playsinline: '', 'aria-hidden': 'true' });
  video.muted = true;
  const stop = element('button', { type: 'button', class: 'quiet' }, ...both(page.stop));
  const open = element('button', { type: 'button' }, ...both(page.scan));
  const view = element(
    'div',
    { hidden: '' },
    element('p', { role: 'status' }, ...both(page.aim)),
    video,
    stop,
  );
  open.addEventListener('click', async () => {
    const ending = new AbortController();
    const close = (): void => ending.abort();
    stop.addEventListener('click', close);
    view.hidden = false;
    open.hidden = true;
    const text = await readCamera(video, ending.signal).catch(() => undefined);
    stop.removeEventListener('click', close);
    view.hidden = true;
    open.hidden = false;
    if (text === undefined) say(page.noCamera);
    else if (text !== null) await inspect(text);
  });
  return element('div', {}, open, view);
}

function photoPart(): HTMLElement {
  const input = element('input', { type: 'file', accept: 'image/*', id: 'foto', class: 'unseen' });
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    const text = file ? await readPhoto(file) : null;
    input.value = '';
    if (text === null) say(page.noCode);
    else await inspect(text);
  });
  return element('label', { class: 'button', for: 'foto' }, ...both(page.photo), input);
}

/** The page came out of the cache although a number was asked: without a network only the list can speak. */
async function answerTyped(): Promise<void> {
  const number = new URLSearchParams(location.search).get('nomor')?.trim().toUpperCase();
  if (!number || document.querySelector('[data-answered]')) return;
  const field = document.querySelector<HTMLInputElement>('#nomor');
  if (field) field.value = number;
  const since = await knowledge?.list?.endOf(number);
  if (since && knowledge) answer.replaceChildren(endedNumber(number, since, knowledge, Date.now()));
  else say(page.offlineNumber);
}

async function begin(): Promise<void> {
  const place = document.querySelector('#pindai');
  if (!place || !window.isSecureContext || !('serviceWorker' in navigator)) return;
  const hasCamera = navigator.mediaDevices?.getUserMedia !== undefined;
  place.replaceChildren(answer, ...(hasCamera ? [cameraPart()] : []), photoPart(), ages);
  await navigator.serviceWorker.register('/surat/worker.js', { scope: '/surat' }).catch(() => undefined);
  knowledge = await recall().catch(() => null);
  showAges();
  await answerTyped();
  await learn();
  setInterval(() => document.visibilityState === 'visible' && void learn(), renewMs);
}

void begin();
