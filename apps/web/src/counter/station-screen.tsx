import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { Problem } from '@rekam/protocol/http/parts.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { call } from '../parts/client.ts';
import { formatAge, formatBytes, formatDuration, formatMoment, formatZonedTime } from '../parts/format.ts';
import { Icon } from '../parts/icons.tsx';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useLanguage, useSentence, useWords } from '../words/language.tsx';
import { terms } from '../words/terms/index.ts';
import { useAllowance, useOldestAge } from './offline.tsx';
import { Screen } from './screen.tsx';
import { useStation, useStationAction } from './station.tsx';

type Packet = AnswerOf<typeof counterApi.listSpool>[number];
const spoolEveryMs = 3000;

interface StationScreenProps {
  readonly onBack: () => void;
  readonly onSelfTest: () => void;
}

/** Everything about this station: devices, link, clock, disk, residents, and each packet with its way to the office. */
export function StationScreen({ onBack, onSelfTest }: StationScreenProps) {
  const w = useWords(counterWords);
  const { state, adopt } = useStation();
  const action = useStationAction();
  const [asked, setAsked] = useState(false);
  const oldestAge = useOldestAge();
  const { packets, problem } = useSpool(state.spool.outbox, state.spool.sent);
  const sendNow = () =>
    void action.run(
      () => call(counterApi.sendNow),
      (sent) => {
        adopt(sent);
        setAsked(true);
      },
    );
  return (
    <Screen
      heading={w.spool.heading}
      primary={{ words: w.spool.sendNow, onClick: sendNow, busy: action.busy }}
      back={{ words: w.back, onClick: onBack }}
      others={[{ words: w.selfTest.open, keyName: 'F4', onClick: onSelfTest }]}
    >
      {state.spool.alarm ? (
        <Notice kind="bad" alert>
          <p>{w.spool.alarm(oldestAge)}</p>
        </Notice>
      ) : null}
      <div className="station-grid">
        <section aria-labelledby="station-devices">
          <h2 id="station-devices">{w.spool.devices}</h2>
          <Devices />
        </section>
        <section aria-labelledby="station-state">
          <h2 id="station-state">{w.bar.station}</h2>
          <StateList />
        </section>
      </div>
      <section aria-labelledby="station-packets">
        <h2 id="station-packets">{w.spool.packets}</h2>
        {asked && !action.busy ? <p role="status">{w.spool.sent}</p> : null}
        <ProblemNotice problem={action.problem ?? problem} />
        {packets.length === 0 ? <p className="empty">{w.spool.none}</p> : <Packets packets={packets} />}
      </section>
    </Screen>
  );
}

function Devices() {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const { devices } = useStation().state;
  return (
    <ul className="plain-list">
      {devices.map((device) => (
        <li key={device.kind} className="device-line">
          <Icon name={device.kind} size={24} />
          <div>
            <strong>{t.devices[device.kind]}</strong>: {t.deviceStatus[device.status]}
            <div className="soft">
              {[device.make, device.model].filter(Boolean).join(' ')}
              {device.serialNo ? ` · ${w.spool.serial(device.serialNo)}` : ''}
              {device.problem ? ` · ${device.problem.code}` : ''}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function StateList() {
  const w = useWords(counterWords);
  const { language } = useLanguage();
  const { link, clock, disk, directory, softwareVersion } = useStation().state;
  const allowance = useAllowance();
  const moment = (instant: string) => formatMoment(instant, clock.offsetMinutesEast);
  const free = formatBytes(disk.freeBytes, language);
  const blocked = allowance?.state === 'blocked' && link.state !== 'online';
  const offset = offsetText();
  return (
    <dl className="facts">
      <Line name={w.spool.link}>
        {w.bar[blocked ? 'offlineBlocked' : link.state]}.{' '}
        {link.lastContactAt ? w.spool.lastContact(moment(link.lastContactAt)) : w.spool.neverContact}
      </Line>
      <Line name={w.spool.clock}>
        {formatZonedTime(clock.now, clock.offsetMinutesEast)}. {offset}
      </Line>
      {allowance ? (
        <Line name={w.spool.allowance}>{w.spool.allowanceLeft(allowance.time, allowance.recordings)}</Line>
      ) : null}
      <Line name={w.spool.disk}>{disk.enough ? w.spool.diskEnough(free) : w.spool.diskLow(free)}</Line>
      <Line name={w.spool.directory}>
        {directory.refreshedAt
          ? w.find.directory(directory.residents.toLocaleString(language), moment(directory.refreshedAt))
          : w.find.directoryNever}
      </Line>
      <Line name={w.spool.version}>{softwareVersion}</Line>
    </dl>
  );

  function offsetText(): string {
    if (clock.offsetMs === null) return w.spool.clockNever;
    const apartMs = Math.abs(clock.offsetMs);
    return apartMs < 1000 ? w.spool.clockSame : w.spool.clockOffset(formatDuration(apartMs));
  }
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Packets({ packets }: { readonly packets: readonly Packet[] }) {
  const w = useWords(counterWords);
  const { columns } = w.spool;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={w.spool.packets}>
      <table>
        <thead>
          <tr>
            {[columns.state, columns.age, columns.size, columns.tries, columns.next, columns.reason].map(
              (name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {packets.map((packet) => (
            <PacketLine key={packet.packetId} packet={packet} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PacketLine({ packet }: { readonly packet: Packet }) {
  const w = useWords(counterWords);
  const { language } = useLanguage();
  const { clock } = useStation().state;
  const ageMs = Math.max(0, Date.parse(clock.now) - Date.parse(packet.sealedAt));
  const tone = { outbox: 'warn', sent: 'good', held: 'bad' }[packet.state];
  return (
    <tr>
      <td>
        <span className={`tag tag-${tone}`}>{w.spool.stateOf[packet.state]}</span>
      </td>
      <td>
        {formatMoment(packet.sealedAt, clock.offsetMinutesEast)}
        <div className="soft">{formatAge(ageMs, w.ago)}</div>
      </td>
      <td>{formatBytes(packet.bytes, language)}</td>
      <td>{packet.attempts}</td>
      <td>{nextTry(packet)}</td>
      <td>
        <Explanation packet={packet} />
      </td>
    </tr>
  );

  function nextTry({ state, nextTryAt }: Packet): string {
    if (state !== 'outbox') return '–';
    const inMs = nextTryAt ? Date.parse(nextTryAt) - Date.parse(clock.now) : 0;
    return inMs < 1000 ? w.spool.now : formatDuration(inMs);
  }
}

function Explanation({ packet }: { readonly packet: Packet }) {
  const w = useWords(counterWords);
  const sentence = useSentence();
  const { language } = useLanguage();
  if (packet.problem) return <>{sentence(packet.problem.sentence)}</>;
  if (packet.state === 'sent') return <>{packet.backedUp ? w.spool.backedUp : w.spool.notBackedUp}</>;
  if (packet.uploadedBytes > 0) {
    return (
      <>
        {w.spool.uploaded(formatBytes(packet.uploadedBytes, language), formatBytes(packet.bytes, language))}
      </>
    );
  }
  return <>{w.spool.waitingTurn}</>;
}

/** Asks for the packets again every few seconds, and at once when their numbers change. */
function useSpool(outbox: number, sent: number): { packets: readonly Packet[]; problem: Problem | null } {
  const [packets, setPackets] = useState<readonly Packet[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the numbers are what tells that the list has changed
  useEffect(() => {
    let gone = false;
    const ask = () =>
      void call(counterApi.listSpool).then((answered) => {
        if (gone) return;
        if (answered.ok) setPackets(answered.value);
        setProblem(answered.ok ? null : answered.problem);
      });
    ask();
    const timer = setInterval(ask, spoolEveryMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [outbox, sent]);
  return { packets, problem };
}
