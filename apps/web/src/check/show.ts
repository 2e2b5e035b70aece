/** The verdict on the screen: text only, so that nothing in a stranger's code becomes a part of the page. */

import type { VerifiableCode } from '@rekam/protocol/qr/verifiable-code.ts';
import { shortDate } from '@rekam/protocol/words/dates.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { Judgement } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import {
  ageOf,
  codeHeadings,
  doubts,
  type Heading,
  keysFetched,
  labels,
  listAsOf,
  noList,
  page,
  paperHeadings,
} from './words.ts';

/** What the office itself answered about the number of a letter. */
export interface OfficeAnswer {
  readonly state: 'valid' | 'expired' | 'replaced' | 'voided' | 'unknown';
  readonly endedOn: string | null;
}

export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

export const both = ({ id, en }: Sentence): Node[] => [
  document.createTextNode(`${id} `),
  element('span', { lang: 'en' }, en),
];

/** `25-11-2026`, as days stand on the paper. */
const dayOf = (isoDay: string): string => shortDate(isoDay.slice(0, 10));
const moment = (ms: number): string =>
  new Date(ms).toLocaleString('id-ID', { dateStyle: 'medium', timeStyle: 'short' });

type Row = readonly [Sentence, string];

/** The section that answers a code; `asked`: what the office said of it since. */
export function verdictOf(
  judgement: Judgement,
  knowledge: Knowledge | null,
  nowMs: number,
  asked: OfficeAnswer | null,
): HTMLElement {
  if (judgement.kind !== 'genuine') {
    const rows: Row[] = judgement.kind === 'other-office' ? [[labels.issuer, judgement.issuer]] : [];
    return section(codeHeadings[judgement.kind], rows, [], []);
  }
  const { paper, code } = judgement;
  const state = asked ? stateOf(asked) : paper.state;
  const since = asked ? asked.endedOn : paper.state === 'ended' ? paper.since : null;
  const rows: Row[] = since === null ? [] : [[labels.since, dayOf(since)]];
  const doubt = !asked && paper.state === 'doubtful' ? [doubts[paper.because]] : [];
  return section(
    paperHeadings[state],
    [...rows, ...paperRows(code)],
    doubt,
    asked ? [page.online] : agesOf(knowledge, nowMs),
  );
}

const stateOf = ({ state }: OfficeAnswer) => (state === 'voided' || state === 'replaced' ? 'ended' : state);

/** A number that was typed without a network and stands on the list. */
export const endedNumber = (
  number: string,
  since: string,
  knowledge: Knowledge,
  nowMs: number,
): HTMLElement =>
  section(
    paperHeadings.ended,
    [
      [labels.number, number],
      [labels.since, dayOf(since)],
    ],
    [],
    agesOf(knowledge, nowMs),
  );

function paperRows({ claims, identity }: VerifiableCode): Row[] {
  const { dateOfBirth: birth, gender } = identity;
  const rows: [Sentence, string | undefined][] = [
    [labels.number, claims.subject],
    [labels.nik, identity.id],
    [labels.name, identity.fullName],
    [labels.birth, birth && `${birth.slice(6, 8)}-${birth.slice(4, 6)}-${birth.slice(0, 4)}`],
    [labels.sex, gender === 1 ? 'LAKI-LAKI' : gender === 2 ? 'PEREMPUAN' : undefined],
    [labels.address, identity.address],
    [labels.until, claims.expiresAt && lastDay(claims.expiresAt * 1000)],
  ].map(([label, value]) => [label as Sentence, value === '' ? undefined : (value as string | undefined)]);
  return rows.filter((row): row is [Sentence, string] => row[1] !== undefined);
}

/** As the paper says it. The last second of a day anywhere in Indonesia is of the same day in UTC, whatever the phone's zone. */
const lastDay = (untilMs: number): string =>
  new Date(untilMs).toLocaleDateString('id-ID', { dateStyle: 'long', timeZone: 'UTC' });

/** How old what the phone knows is. */
export function agesOf(knowledge: Knowledge | null, nowMs: number): Sentence[] {
  if (!knowledge) return [];
  const { list, keysAtMs } = knowledge;
  return [
    list ? listAsOf(moment(list.asOfMs), ageOf(nowMs - list.asOfMs)) : noList,
    ...(keysAtMs === null ? [] : [keysFetched(moment(keysAtMs))]),
  ];
}

function section(
  heading: Heading,
  rows: readonly Row[],
  before: readonly Sentence[],
  after: readonly Sentence[],
): HTMLElement {
  return element(
    'section',
    { class: heading.look, role: 'status' },
    element('h2', {}, ...both(heading)),
    ...before.map((said) => element('p', {}, ...both(said))),
    element('p', {}, ...both(heading.advice)),
    ...(rows.length === 0 ? [] : [factList(rows)]),
    ...after.map((said) => element('p', { class: 'small' }, ...both(said))),
  );
}

const factList = (rows: readonly Row[]): HTMLElement =>
  element(
    'dl',
    {},
    ...rows.flatMap(([label, value]) => [
      element('dt', {}, ...both(label)),
      element(
        'dd',
        {},
        ...value.split('\n').flatMap((line, index) => (index === 0 ? [line] : [element('br'), line])),
      ),
    ]),
  );
