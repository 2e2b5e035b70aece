/** The guided self-test of this counter (EQP50–EQP52): one at a time, its result told to the office. */
import { randomBytes } from 'node:crypto';
import type { BiometricDevices, DeviceFailure } from '@rekam/devices';
import { sentenceOfFailure } from '@rekam/devices/failure-sentences.ts';
import {
  decideTestEnd,
  decideTurn,
  type EnrolmentPolicy,
  firstTurns,
  judgeCapture,
  makeId,
  partsToTest,
  type SelfTestId,
  type SelfTestOccasion,
  type TestedPart,
  type TestTurn,
  type TurnResult,
} from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { SelfTestView } from '@rekam/protocol/http/counter-views.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import type { StationClock } from '../clock/station-clock.ts';
import type { DeviceWatch } from '../devices/device-watch.ts';
import { checkDrawing } from '../enrolment/drawing.ts';
import { checkPhoto } from '../enrolment/photo.ts';
import type { Connection } from '../health/connection.ts';
import type { DeviceLog } from '../health/device-log.ts';
import { readPower } from '../health/machine.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { Turns } from '../storage/turns.ts';
import { type ScannedKind, slotOfTurn, takeDeviceTurn } from './device-turn.ts';
import { judgeByHand, judgePower, takeLineTurn } from './surroundings-turn.ts';

export interface SelfTestParts {
  readonly clock: StationClock;
  readonly devices: BiometricDevices;
  readonly watch: DeviceWatch;
  readonly log: DeviceLog;
  readonly turns: Turns;
  /** The recording policy in force; null before the office has given one. */
  readonly policy: () => EnrolmentPolicy | null;
  readonly getConnection: () => Connection;
}

type TurnBody = BodyOf<typeof counterApi.takeSelfTestTurn>;

export interface SelfTests {
  readonly devices: () => TestedPart[];
  /** The one under way, or the last that ended; null for another operator and before the first. */
  readonly look: (session: OperatorSession) => SelfTestView | null;
  readonly begin: (session: OperatorSession, occasion: SelfTestOccasion) => SelfTestView;
  readonly take: (
    session: OperatorSession,
    kind: TestedPart,
    body: TurnBody,
    signal: AbortSignal,
  ) => Promise<SelfTestView>;
  readonly end: (session: OperatorSession) => Promise<SelfTestView>;
  readonly isUnderWay: (session: OperatorSession | null) => boolean;
}

interface RunningTest {
  readonly id: SelfTestId;
  readonly officerId: string;
  readonly occasion: SelfTestOccasion;
  turns: readonly TestTurn[];
  /** By device: what stood before the station in its last try. */
  readonly seen: Map<
    TestedPart,
    { readonly serialNo: string | null; readonly failure: DeviceFailure | null }
  >;
  endedAt: SelfTestView['endedAt'];
}

export function makeSelfTests(parts: SelfTestParts): SelfTests {
  const { clock, watch, turns, getConnection } = parts;
  let test: RunningTest | null = null;

  const getPolicy = (): EnrolmentPolicy => {
    const policy = parts.policy();
    if (!policy) throw new Refused('STATION_NOT_ENROLLED');
    return policy;
  };
  const find = (session: OperatorSession): RunningTest | null =>
    test?.officerId === session.operatorId ? test : null;
  const getRunning = (session: OperatorSession): RunningTest => {
    const found = find(session);
    if (!found || found.endedAt !== null) throw new Refused('SELF_TEST_NOT_BEGUN');
    return found;
  };
  const view = (one: RunningTest): SelfTestView => viewOf(one, watch, getConnection().noteWaits(one.id));

  /** What this try of a device came to. */
  const tryDevice = async (
    one: RunningTest,
    kind: TestedPart,
    body: TurnBody,
    signal: AbortSignal,
  ): Promise<TurnResult> => {
    one.seen.delete(kind);
    if (body.with === 'reason') return { outcome: 'skipped', reason: body.reason.trim() };
    if (body.with === 'device' && isScanned(kind)) {
      const { result, ...seen } = await takeDeviceTurn(parts, kind, getPolicy(), signal);
      one.seen.set(kind, seen);
      return result;
    }
    if (kind === 'line' && body.with === 'device') return takeLineTurn(getConnection());
    if (kind === 'power' && body.with === 'device') return judgePower(await readPower());
    if (kind === 'power' && body.with === 'hand') return judgeByHand(body.works);
    if (kind === 'face') return judgePicture(body, getPolicy());
    if (kind === 'signature') return judgeLine(body);
    throw new Refused('SELF_TEST_DEVICE_NOT_ASKED');
  };

  return {
    devices: () => partsToTest(getPolicy()),
    look: (session) => {
      const found = find(session);
      return found && view(found);
    },
    begin: (session, occasion) => {
      const id = makeId('self-test', Date.parse(clock.now()), randomBytes(10));
      const kinds = partsToTest(getPolicy());
      const officerId = session.operatorId;
      test = { id, officerId, occasion, turns: firstTurns(kinds), seen: new Map(), endedAt: null };
      return view(test);
    },
    take: (session, kind, body, signal) =>
      turns('self-test', async () => {
        const one = getRunning(session);
        one.turns = getValue(decideTurn(one.turns, kind, await tryDevice(one, kind, body, signal)));
        return view(one);
      }),
    end: (session) =>
      turns('self-test', async () => {
        const one = getRunning(session);
        const ended = getValue(decideTestEnd(one.turns));
        const { at, trusted } = clock.reading();
        await getConnection().tell({
          kind: 'self-test',
          id: one.id,
          at,
          clockTrusted: trusted,
          officerId: one.officerId,
          occasion: one.occasion,
          parts: ended.map(({ kind, tries, result }) => ({
            device: kind,
            serialNo: one.seen.get(kind)?.serialNo ?? null,
            outcome: result.outcome,
            detail: detailOf(kind, result, tries),
            by: result.outcome !== 'skipped' && !result.byHand ? 'machine' : 'person',
          })),
        });
        one.endedAt = at;
        return view(one);
      }),
    isUnderWay: (session) => session !== null && find(session)?.endedAt === null,
  };
}

const isScanned = (kind: TestedPart): kind is ScannedKind => kind in slotOfTurn;

/** The browser's camera passes by a picture that would do for a recording. */
function judgePicture(body: TurnBody, { thresholds }: EnrolmentPolicy): TurnResult {
  if (body.with !== 'camera') return { outcome: 'failed', code: 'SELF_TEST_NO_CAMERA' };
  const photo = checkPhoto(body.jpegBase64);
  return photo.ok
    ? judgeCapture([photo.value.qualityScore], thresholds.face, 0)
    : { outcome: 'failed', code: photo.code };
}

/** The pad passes by a line that a pen has drawn; what a keyboard draws proves nothing of it. */
function judgeLine(body: TurnBody): TurnResult {
  const line = body.with === 'pad' && body.drawing.pointerType !== 'keyboard' ? body.drawing : null;
  const drawn = line?.strokes.some((stroke) => stroke.length >= fewestPoints) && checkDrawing(line).ok;
  return drawn ? { outcome: 'passed', score: null, ms: 0 } : { outcome: 'failed', code: 'SELF_TEST_NO_LINE' };
}

/** A pen that only touches the pad reports one or two points; a line across it dozens. */
const fewestPoints = 5;

/** What the office shows beside the outcome. */
function detailOf(kind: TestedPart, result: TurnResult, tries: number): string {
  if (result.outcome === 'skipped') return result.reason;
  const score = result.outcome === 'passed' && result.score !== null ? `${result.score}/100` : null;
  const said = result.outcome === 'failed' ? result.code : kind === 'line' ? `${result.ms} ms` : score;
  return [said, tries > 1 ? `${tries}×` : null].filter((part) => part !== null).join(', ');
}

function viewOf(
  { occasion, turns, seen, endedAt }: RunningTest,
  watch: DeviceWatch,
  waits: ReturnType<Connection['noteWaits']>,
): SelfTestView {
  return {
    occasion,
    turns: turns.map(({ kind, tries, result }) => {
      const code = result?.outcome === 'failed' ? result.code : null;
      const failure = seen.get(kind)?.failure;
      return {
        kind,
        by: watch.states().find((state) => state.kind === kind)?.status === 'browser' ? 'screen' : 'device',
        tries,
        outcome: result?.outcome ?? null,
        code,
        sentence: code === null ? null : failure ? { ...sentenceOfFailure(failure) } : sentenceOf(code),
        reason: result?.outcome === 'skipped' ? result.reason : null,
        score: result?.outcome === 'passed' ? result.score : null,
        ms: kind === 'line' && result?.outcome === 'passed' ? result.ms : null,
        byHand: result !== null && result.outcome !== 'skipped' && result.byHand === true,
      };
    }),
    endedAt,
    told: endedAt === null ? 'none' : waits ? 'waiting' : 'taken',
    problem: waits?.problem ? { code: waits.problem, sentence: sentenceOf(waits.problem) } : null,
  };
}
