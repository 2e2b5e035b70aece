import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';
import { useEquipmentTerms } from './terms.ts';

const conditionTones = {
  working: 'good',
  disturbed: 'warn',
  broken: 'bad',
  lost: 'bad',
  'written-off': 'still',
} as const satisfies Record<ComponentRow['condition'], Tone>;

export function ConditionTag({ condition }: { readonly condition: ComponentRow['condition'] }) {
  const { conditions } = useEquipmentTerms();
  return <Tag tone={conditionTones[condition]}>{conditions[condition]}</Tag>;
}

const recordingTones = { open: 'good', limited: 'warn', stopped: 'bad' } as const;

export function RecordingTag({ set }: { readonly set: Pick<SetView, 'state' | 'retired'> }) {
  const w = useWords(equipmentWords);
  if (set.retired) return <Tag tone="still">{w.retired}</Tag>;
  return <Tag tone={recordingTones[set.state.recording]}>{w.recording[set.state.recording]}</Tag>;
}
