import { type ChangeEvent, useLayoutEffect, useRef } from 'react';
import { InputField } from '../parts/field.tsx';
import { groupNik } from '../parts/format.ts';

interface NikInputProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly digits: string;
  readonly onDigits: (digits: string) => void;
  readonly autoFocus?: boolean;
  readonly readOnly?: boolean;
  readonly className?: string;
}

/** Sixteen digits, grouped while they are typed; the caret stays behind the same digit when one is mended. */
export function NikInput({ digits, onDigits, className = 'field-nik', ...field }: NikInputProps) {
  const caret = useRef<{ readonly input: HTMLInputElement; readonly digitsBefore: number } | null>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const before = input.value.slice(0, input.selectionStart ?? input.value.length);
    caret.current = { input, digitsBefore: before.replace(/\D/g, '').length };
    onDigits(input.value.replace(/\D/g, '').slice(0, 16));
  };
  useLayoutEffect(() => {
    const wanted = caret.current;
    caret.current = null;
    if (!wanted || document.activeElement !== wanted.input) return;
    const position = groupNik(digits.slice(0, wanted.digitsBefore)).length;
    wanted.input.setSelectionRange(position, position);
  });
  return (
    <InputField
      {...field}
      className={className}
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      value={groupNik(digits)}
      onChange={onChange}
    />
  );
}
