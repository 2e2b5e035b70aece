import type { StationState } from '@rekam/protocol/http/counter-views.ts';
import type { ReactNode } from 'react';
import { KeyName } from '../parts/button.tsx';
import { formatZonedTime } from '../parts/format.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useLanguage, useWords } from '../words/language.tsx';
import { terms } from '../words/terms/index.ts';
import { useAllowance, useOldestAge } from './offline.tsx';
import { useStation } from './station.tsx';

type Tone = 'fine' | 'warn' | 'bad';

interface StatusBarProps {
  readonly onStation: () => void;
  readonly onSignOut: () => void;
}

/** One slim line that always shows the state of devices, link, packets, clock, allowance and operator. */
export function StatusBar({ onStation, onSignOut }: StatusBarProps) {
  const { state, answering } = useStation();
  const { language, choose } = useLanguage();
  const w = useWords(counterWords);
  return (
    <header className="bar">
      <div className="bar-place">
        <strong>Rekam</strong>
        <span>{state.station?.name ?? w.title}</span>
        {state.demo ? (
          <span className="bar-demo" title={w.bar.demoLong}>
            {w.bar.demo}
          </span>
        ) : null}
      </div>
      <ul className="bar-facts" aria-label={w.bar.label}>
        {answering ? <Facts state={state} /> : <Fact icon="warning" tone="bad" words={w.bar.lost} />}
      </ul>
      <div className="bar-acts">
        {state.operator ? (
          <button type="button" className="bar-button" onClick={onStation} aria-keyshortcuts="F9">
            {w.bar.station} <KeyName name="F9" />
          </button>
        ) : null}
        <button
          type="button"
          className="bar-button"
          lang={language === 'id' ? 'en' : 'id'}
          aria-label={`${w.bar.language}: ${w.bar.languageLabel}`}
          onClick={() => choose(language === 'id' ? 'en' : 'id')}
        >
          {w.bar.language}
        </button>
        {state.operator ? (
          <button type="button" className="bar-button" onClick={onSignOut}>
            {w.bar.signOut}
          </button>
        ) : null}
      </div>
    </header>
  );
}

function Facts({ state }: { readonly state: StationState }) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const { link, clock, spool, operator } = state;
  const allowance = useAllowance();
  const online = link.state === 'online';
  const blocked = allowance?.state === 'blocked';
  const time = formatZonedTime(clock.now, clock.offsetMinutesEast);
  return (
    <>
      {state.devices.map((device) => (
        <Fact
          key={device.kind}
          icon={device.kind}
          tone={toneOfDevice(device.status)}
          words={`${t.devices[device.kind]}: ${t.deviceStatus[device.status]}`}
          short={t.devices[device.kind]}
          device
        />
      ))}
      <Fact
        icon={online ? 'link' : 'linkOff'}
        tone={online ? 'fine' : 'warn'}
        words={w.bar[blocked && !online ? 'offlineBlocked' : link.state]}
        short={w.bar.short[link.state]}
      />
      <Spool state={state} />
      <Fact
        icon="clock"
        tone={clock.trusted ? 'fine' : 'warn'}
        words={`${time}, ${clock.trusted ? w.bar.clockTrusted : w.bar.clockUntrusted}`}
        short={time}
      />
      {allowance && allowance.state !== 'fine' ? (
        <Fact
          icon="hourglass"
          tone={blocked ? 'bad' : 'warn'}
          words={blocked ? w.bar.blocked : w.bar.leftLong(allowance.time, allowance.recordings)}
          short={blocked ? w.bar.blocked : w.bar.left(allowance.time, allowance.recordings)}
        />
      ) : null}
      {spool.held > 0 ? <Fact icon="packet" tone="bad" words={w.bar.held(spool.held)} /> : null}
      {operator ? <Fact icon="person" tone="fine" words={operator.name} /> : null}
    </>
  );
}

function Spool({ state }: { readonly state: StationState }) {
  const w = useWords(counterWords);
  const { outbox, alarm } = state.spool;
  const oldestAge = useOldestAge();
  if (outbox === 0) return <Fact icon="packet" tone="fine" words={w.bar.nothingWaiting} />;
  return <Fact icon="packet" tone={alarm ? 'bad' : 'warn'} words={w.bar.waiting(outbox, oldestAge)} />;
}

interface FactProps {
  readonly icon: IconName;
  readonly tone: Tone;
  /** Said in full to screen readers and on hover. */
  readonly words: string;
  readonly short?: ReactNode;
  /** A device that works says so with a mark, and with its name only where there is room. */
  readonly device?: boolean;
}

const marks: Readonly<Record<Tone, string>> = { fine: '✓', warn: '!', bad: '×' };

function Fact({ icon, tone, words, short, device = false }: FactProps) {
  return (
    <li className={`fact fact-${tone} ${device ? 'fact-device' : ''}`} title={words}>
      <span className="fact-icon">
        <Icon name={icon} size={18} />
        {tone === 'fine' && !device ? null : (
          <span className="fact-mark" aria-hidden="true">
            {marks[tone]}
          </span>
        )}
      </span>
      {short ? (
        <>
          <span aria-hidden="true" className="fact-short">
            {short}
          </span>
          <span className="unseen">{words}</span>
        </>
      ) : (
        <span>{words}</span>
      )}
    </li>
  );
}

function toneOfDevice(status: StationState['devices'][number]['status']): Tone {
  if (status === 'ready' || status === 'browser') return 'fine';
  return status === 'busy' ? 'warn' : 'bad';
}
