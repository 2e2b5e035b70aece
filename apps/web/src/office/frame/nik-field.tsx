import { TextInput } from '@mantine/core';
import { useState } from 'react';

/** A NIK as it is typed, spaces and all. */
export interface TypedNik {
  /** Its digits. */
  readonly nik: string;
  /** Whether it is whole; a field that is not says so from then on. */
  readonly check: () => boolean;
  readonly field: {
    readonly value: string;
    readonly wrong: boolean;
    readonly onType: (text: string) => void;
  };
}

export const nikIn = (typed: string): { readonly nik: string; readonly isWhole: boolean } => {
  const nik = typed.replaceAll(/\D/g, '');
  return { nik, isWhole: nik.length === 16 };
};

export function useTypedNik(): TypedNik {
  const [value, onType] = useState('');
  const [checked, setChecked] = useState(false);
  const { nik, isWhole } = nikIn(value);
  const check = () => {
    setChecked(true);
    return isWhole;
  };
  return { nik, check, field: { value, wrong: checked && !isWhole, onType } };
}

interface NikFieldProps {
  readonly label: string;
  readonly hint: string;
  /** What is said where it is not whole. */
  readonly wrong: string;
  readonly of: TypedNik['field'];
}

export function NikField({ label, hint, wrong, of }: NikFieldProps) {
  return (
    <TextInput
      label={label}
      description={hint}
      error={of.wrong ? wrong : undefined}
      inputMode="numeric"
      autoComplete="off"
      maxLength={24}
      value={of.value}
      onChange={(event) => of.onType(event.target.value)}
    />
  );
}
