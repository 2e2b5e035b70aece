import { Button, TextInput } from '@mantine/core';
import { useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';

/** First and last serial as typed; an empty last one means one piece. */
export interface TypedRange {
  readonly first: string;
  readonly last: string;
}

export const emptyRange: TypedRange = { first: '', last: '' };

/** What the office is asked: ranges in which something was typed, whole. */
export const typedRanges = (ranges: readonly TypedRange[]): TypedRange[] =>
  ranges
    .filter(({ first, last }) => first.trim() !== '' || last.trim() !== '')
    .map(({ first, last }) => ({ first: first.trim() || last.trim(), last: last.trim() || first.trim() }));

/** `KT0001–KT0100` as the two ends. */
export function rangeOf(told: string): TypedRange {
  const [first = '', last = first] = told.split('–');
  return { first, last };
}

interface RangesFieldProps {
  readonly ranges: readonly TypedRange[];
  readonly onChange: (ranges: readonly TypedRange[]) => void;
  /** What lies at the chosen place, to be taken whole. */
  readonly lying: readonly string[];
}

export function RangesField({ ranges, onChange, lying }: RangesFieldProps) {
  const w = useWords(blankWords).form;
  const set = (index: number, change: Partial<TypedRange>) =>
    onChange(ranges.map((range, i) => (i === index ? { ...range, ...change } : range)));
  return (
    <fieldset className="stack plain-fieldset">
      <legend>{w.ranges}</legend>
      {ranges.map((range, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ranges have no name but their place
        <div className="row" key={index}>
          <TextInput
            className="grow"
            label={w.first}
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            value={range.first}
            onChange={(event) => set(index, { first: event.target.value })}
          />
          <TextInput
            className="grow"
            label={w.last}
            placeholder={w.lastHint}
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            value={range.last}
            onChange={(event) => set(index, { last: event.target.value })}
          />
          {ranges.length > 1 ? (
            <Button
              variant="default"
              aria-label={w.dropRange(index + 1)}
              onClick={() => onChange(ranges.filter((_, i) => i !== index))}
            >
              ×
            </Button>
          ) : null}
        </div>
      ))}
      <div className="row">
        <Button size="compact-sm" variant="default" onClick={() => onChange([...ranges, emptyRange])}>
          {w.addRange}
        </Button>
        {lying.length > 0 ? (
          <Button size="compact-sm" variant="default" onClick={() => onChange(lying.map(rangeOf))}>
            {w.wholePlace}
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}
