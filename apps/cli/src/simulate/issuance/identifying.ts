/** Who stands at the counter: touches that the scanner signed and the office compares, or questions where it holds no print. */
import { randomBytes } from 'node:crypto';
import { makeId, toInstant } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { openWireScanner, type WireScanner } from '@rekam/testkit/wire-scanner.ts';
import { givenFinger, strangersHand, touchOfHand } from './hands.ts';
import type { Applicant } from './residents.ts';

/** Touches at the hand-over; the first ones were given at the recording. */
const impressions = [2, 3, 4] as const;

/** Somebody who comes for a card. */
export interface Fetcher {
  readonly applicant: Applicant;
  readonly cardId: string;
  readonly holdsLetter: boolean;
}

export interface Counter {
  readonly station: BareStation;
  readonly scanner: WireScanner;
  readonly clerk: ApiClient;
  readonly clerkId: string;
  readonly colleague: ApiClient;
  readonly supervisor: ApiClient;
}

export async function openCounter(office: RunningOffice, placeId: string, index: number): Promise<Counter> {
  const administrator = await office.signedIn('administrator');
  const { code } = await administrator.call(officeApi.makeStationCode, {
    body: { placeId, name: `Loket penyerahan ${index + 1}` },
  });
  const clerk = await office.signedIn('operator');
  const { officer } = await clerk.call(officeApi.getSession, {});
  return {
    station: await BareStation.enrol(office.url, code),
    scanner: await openWireScanner(),
    clerk,
    clerkId: officer!.id,
    colleague: await office.signedIn('printing-officer'),
    supervisor: await office.signedIn('supervisor'),
  };
}

/** Touches, or questions where there is no print. @returns how the receiver is known, or what is missing */
export async function identify(
  { station, scanner, clerk, clerkId }: Counter,
  { applicant: { hand, fetching } }: Fetcher,
  { id, questions, leastQuestions }: HandoverView,
): Promise<HandoverView> {
  const look = () => clerk.call(officeApi.getHandover, { params: { id } });
  const say = (reason: string, answered: readonly HandoverView['questions'][number]['question'][] = []) =>
    clerk.call(officeApi.noteHandoverEvidence, {
      params: { id },
      body: { noScanner: false, answered: [...answered], reason },
    });
  const touch = (record: Uint8Array) => {
    const value = {
      version: 1,
      id: makeId('handover-capture', Date.now(), randomBytes(10)),
      stationId: station.settings.stationId,
      handoverId: id,
      officerId: clerkId,
      at: toInstant(Date.now()),
      clockTrusted: true,
      finger: givenFinger,
      record: Buffer.from(record).toString('base64'),
      qualityScore: 80,
      deviceSerialNo: scanner.serialNo,
      signatureParts: scanner.partsOf(record),
    };
    return station.sendFinger(signValue('rekam/handover-capture/1', value, station.key));
  };
  switch (fetching) {
    case 'stranger':
      for (const _ of impressions) await touch(touchOfHand(strangersHand, 1));
      return say('Jari terluka, wajah sesuai dengan foto');
    case 'no-print':
      await touch(touchOfHand(hand, 2));
      return say(
        '',
        questions.slice(0, leastQuestions).map(({ question }) => question),
      );
    case 'second-touch':
      await touch(touchOfHand(strangersHand, 1));
  }
  for (const impression of impressions) {
    const { tries, triesLeft } = await touch(touchOfHand(hand, impression));
    if (tries.some(({ verdict }) => verdict === 'same')) return look();
    if (triesLeft === 0) return say('Jari aus karena pekerjaan, wajah sesuai dengan foto');
  }
  return look();
}
