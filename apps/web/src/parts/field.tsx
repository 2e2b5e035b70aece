import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, useId } from 'react';

interface Around {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with the entry and how to mend it. */
  readonly wrong?: string | undefined;
  readonly className?: string | undefined;
}

type InputFieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>;

export function InputField({ label, hint, wrong, className, ...input }: InputFieldProps) {
  const id = useId();
  return (
    <FieldFrame {...{ id, label, hint, wrong, className }}>
      <input
        {...input}
        id={id}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={describedBy(id, hint, wrong)}
      />
    </FieldFrame>
  );
}

type SelectFieldProps = Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>;

export function SelectField({ label, hint, wrong, className, children, ...select }: SelectFieldProps) {
  const id = useId();
  return (
    <FieldFrame {...{ id, label, hint, wrong, className }}>
      <select
        {...select}
        id={id}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={describedBy(id, hint, wrong)}
      >
        {children}
      </select>
    </FieldFrame>
  );
}

const describedBy = (id: string, hint?: string, wrong?: string): string | undefined =>
  [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter((part) => part !== '').join(' ') || undefined;

function FieldFrame(props: Around & { readonly id: string; readonly children: ReactNode }) {
  const { id, label, hint, wrong, className, children } = props;
  return (
    <div className={`field ${className ?? ''}`}>
      <label htmlFor={id}>{label}</label>
      {children}
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {wrong ? (
        <p className="field-wrong" id={`${id}-wrong`}>
          {wrong}
        </p>
      ) : null}
    </div>
  );
}
