import type { AnnouncementView } from '@rekam/protocol/http/announcement-api.ts';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';

const tones: Readonly<Record<AnnouncementView['condition'], Tone>> = {
  open: 'good',
  limited: 'warn',
  stopped: 'bad',
  unknown: 'still',
};

export function ConditionTag({ condition }: Pick<AnnouncementView, 'condition'>) {
  const w = useWords(serviceWords);
  return <Tag tone={tones[condition]}>{w.conditions[condition]}</Tag>;
}
