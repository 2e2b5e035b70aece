import type { FingerCode, IrisCode, Subject } from '@rekam/domain';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';

export type MarkState = 'wanted' | 'good' | 'weak' | 'excepted' | 'idle';
type Marks = Readonly<Partial<Record<Subject, MarkState>>>;
type Spot = readonly [x: number, y: number];

/** A left hand seen from its back, 210 × 250: from the knuckle to the tip of each finger, and how wide it is. */
const fingers: Readonly<Record<1 | 2 | 3 | 4 | 5, { from: Spot; tip: Spot; width: number }>> = {
  1: { from: [132, 204], tip: [184, 134], width: 34 },
  2: { from: [130, 154], tip: [139, 60], width: 31 },
  3: { from: [102, 150], tip: [103, 38], width: 32 },
  4: { from: [74, 152], tip: [67, 56], width: 31 },
  5: { from: [50, 166], tip: [33, 96], width: 27 },
};
const handWidth = 210;
const handHeight = 250;
const palm = 'M36 152Q36 140 48 140H136Q149 142 149 160L147 206Q140 240 92 240Q44 240 39 206Z';

const numberOf = (finger: FingerCode) => Number(finger[1]) as 1 | 2 | 3 | 4 | 5;

interface DrawingProps {
  readonly marks: Marks;
  /** Given where fingers or eyes can be marked: each becomes a checkbox on the drawing. */
  readonly onToggle?: (subject: Subject) => void;
}

/** One or both hands with what is wanted, good, weak or excepted at each fingertip. */
export function Hands({ marks, onToggle }: DrawingProps) {
  const subjects = Object.keys(marks) as FingerCode[];
  const left = subjects.some((subject) => subject.startsWith('L'));
  const right = subjects.some((subject) => subject.startsWith('R'));
  const both = left && right;
  const width = both ? handWidth * 2 + 20 : handWidth;
  const spot = (subject: FingerCode): Spot => {
    const [x, y] = fingers[numberOf(subject)].tip;
    return subject.startsWith('L') ? [x, y] : [(both ? handWidth + 20 : 0) + handWidth - x, y];
  };
  return (
    <Drawing
      width={width}
      height={handHeight}
      marks={marks}
      spots={spot as (subject: Subject) => Spot}
      radius={15}
      onToggle={onToggle}
    >
      {left ? <Hand transform="" /> : null}
      {right ? (
        <Hand transform={`translate(${(both ? handWidth + 20 : 0) + handWidth} 0) scale(-1 1)`} />
      ) : null}
    </Drawing>
  );
}

function Hand({ transform }: { readonly transform: string }) {
  return (
    <g transform={transform} className="body-skin">
      <path d={palm} />
      {Object.values(fingers).map(({ from, tip, width }) => (
        <path key={tip.join()} d={`M${from.join(' ')}L${tip.join(' ')}`} strokeWidth={width} />
      ))}
    </g>
  );
}

const eyeSpots: Readonly<Record<IrisCode, Spot>> = { IR: [110, 80], IL: [310, 80] };

/** Both eyes as the operator sees them: the resident's right eye on the left. */
export function Eyes({ marks, onToggle }: DrawingProps) {
  return (
    <Drawing
      width={420}
      height={160}
      marks={marks}
      spots={(subject) => eyeSpots[subject as IrisCode]}
      radius={34}
      onToggle={onToggle}
    >
      {Object.values(eyeSpots).map(([x, y]) => (
        <path
          key={x}
          className="body-eye"
          d={`M${x - 92} ${y}Q${x - 40} ${y - 62} ${x} ${y - 62}T${x + 92} ${y}Q${x + 40} ${y + 58} ${x} ${y + 58}T${x - 92} ${y}Z`}
        />
      ))}
    </Drawing>
  );
}

interface FrameProps extends Omit<DrawingProps, 'onToggle'> {
  readonly onToggle: ((subject: Subject) => void) | undefined;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly spots: (subject: Subject) => Spot;
  readonly children: ReactNode;
}

function Drawing({ width, height, radius, marks, spots, onToggle, children }: FrameProps) {
  const entries = Object.entries(marks) as [Subject, MarkState][];
  return (
    <div className="body-drawing" style={sized(width, height)}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {children}
        {onToggle
          ? null
          : entries.map(([subject, state]) => (
              <Spotted key={subject} at={spots(subject)} state={state} radius={radius} />
            ))}
      </svg>
      {onToggle ? (
        <MarkBoxes
          entries={entries}
          place={(subject) => percent(spots(subject), width, height)}
          onToggle={onToggle}
        />
      ) : null}
    </div>
  );
}

/** As wide as its place allows and never higher than `--body-height`. */
const sized = (width: number, height: number) => ({
  aspectRatio: `${width} / ${height}`,
  width: `min(100%, calc(var(--body-height) * ${Math.min(1.9, width / height).toFixed(3)}))`,
});

const percent = ([x, y]: Spot, width: number, height: number) => ({
  left: `${(x / width) * 100}%`,
  top: `${(y / height) * 100}%`,
});

const symbols: Readonly<Record<MarkState, string>> = {
  wanted: '',
  good: '✓',
  weak: '!',
  excepted: '×',
  idle: '',
};

function Spotted({
  at,
  state,
  radius,
}: {
  readonly at: Spot;
  readonly state: MarkState;
  readonly radius: number;
}) {
  if (state === 'idle') return null;
  return (
    <g className={`body-spot body-${state}`}>
      <circle cx={at[0]} cy={at[1]} r={radius} />
      <text x={at[0]} y={at[1]} dy="0.36em" fontSize={radius * 1.35}>
        {symbols[state]}
      </text>
    </g>
  );
}

interface MarkBoxesProps {
  readonly entries: readonly (readonly [Subject, MarkState])[];
  readonly place: (subject: Subject) => { readonly left: string; readonly top: string };
  readonly onToggle: (subject: Subject) => void;
}

/** Native checkboxes laid over the drawing: arrow keys move from finger to finger, Space marks. */
function MarkBoxes({ entries, place, onToggle }: MarkBoxesProps) {
  const t = useWords(terms);
  const own = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const boxes = [...(own.current?.querySelectorAll('input') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLInputElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    boxes[(at + step + boxes.length) % boxes.length]?.focus();
  };
  const ordered = [...entries].sort(
    ([a], [b]) => Number.parseFloat(place(a).left) - Number.parseFloat(place(b).left),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the native checkboxes inside
    <div ref={own} onKeyDown={onKeyDown}>
      {ordered.map(([subject, state], index) => (
        <input
          key={subject}
          type="checkbox"
          className="body-box"
          style={place(subject)}
          aria-label={t.subjects[subject]}
          title={t.subjects[subject]}
          // biome-ignore lint/a11y/noAutofocus: the first thing to do in a dialog that was just opened
          autoFocus={index === 0}
          checked={state === 'excepted'}
          onChange={() => onToggle(subject)}
        />
      ))}
    </div>
  );
}
