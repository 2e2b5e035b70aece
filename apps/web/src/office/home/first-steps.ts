import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { homeWords } from '../../words/office/home.ts';
import { useAnswer } from '../asking.ts';
import { useMay } from '../session.tsx';
import type { Duty } from './todo.tsx';

type Officers = AnswerOf<typeof officeApi.listOfficers>;

/** What a fresh office needs before its first resident can be recorded: people to read out, and somebody who records. */
export function useFirstSteps(): Duty[] {
  const w = useWords(homeWords);
  const may = useMay();
  const imports = useAnswer(officeApi.listImports, undefined, { enabled: may('resident.import') });
  const officers = useAnswer(officeApi.listOfficers, undefined, { enabled: may('officer.manage') });
  const step = { tone: 'calm', icon: 'person' } as const;
  return [
    ...(officers.value && !hasOperator(officers.value)
      ? [{ ...step, key: 'no-operator', to: '/officers', ...w.noOperator }]
      : []),
    ...(imports.value?.length === 0
      ? [{ ...step, key: 'no-residents', to: '/residents', ...w.noResidents }]
      : []),
  ];
}

const hasOperator = (officers: Officers): boolean =>
  officers.some(({ active, roles }) => active && roles.some(({ role }) => role === 'operator'));
