import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { tell } from '../../start/words.ts';
import type { Stage, StageName } from './result.ts';

const words: Readonly<Record<StageName, Sentence>> = {
  recorded: { id: 'Perekaman', en: 'Recording' },
  exported: { id: 'Ekspor ke pusat', en: 'Export to the centre' },
  'heard-of': { id: 'Status dari pusat', en: 'The centre’s words' },
  letters: { id: 'Surat keterangan', en: 'Letters' },
  blanks: { id: 'Kiriman blangko', en: 'Consignment of blanks' },
  queued: { id: 'Antrean cetak', en: 'Print queue' },
  printed: { id: 'Pencetakan', en: 'Printing' },
  boxed: { id: 'Kotak per kecamatan', en: 'Boxes by kecamatan' },
  'handed-over': { id: 'Penyerahan', en: 'Hand-over' },
  'letters-checked': { id: 'Pemeriksaan surat', en: 'Checking letters' },
};

/** So often at most a stage says how far it is, ms. */
const sayEveryMs = 10_000;

export interface Way {
  /** Goes through a stage; `say` tells how far it is, now and then. */
  readonly through: <T extends { readonly done: number }>(
    stage: StageName,
    wanted: number,
    work: (say: (done: number) => void) => Promise<T>,
  ) => Promise<T>;
  readonly stages: readonly Stage[];
}

/** Tells on stderr where the work is, and keeps what each stage took. */
export function startWay(): Way {
  const stages: Stage[] = [];
  return {
    stages,
    through: async (stage, wanted, work) => {
      const { id, en } = words[stage];
      tell(`${id} … ${wanted}`, `${en} … ${wanted}`);
      const from = performance.now();
      let saidAt = from;
      const result = await work((done) => {
        if (performance.now() - saidAt < sayEveryMs || done === 0) return;
        saidAt = performance.now();
        tell(`${id}: ${done} dari ${wanted}`, `${en}: ${done} of ${wanted}`);
      });
      const seconds = Math.round((performance.now() - from) / 100) / 10;
      stages.push({ stage, wanted, done: result.done, seconds });
      tell(
        `${id}: ${result.done} dari ${wanted}, ${seconds} d`,
        `${en}: ${result.done} of ${wanted}, ${seconds} s`,
      );
      return result;
    },
  };
}
