import { officeApi } from '@rekam/protocol';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { type Applicant, isReady } from './residents.ts';

export interface CentreHeard {
  /** Words written down. */
  readonly noted: number;
  /** Whether a second file, of words that go back and one that nobody understands, was refused whole. */
  readonly backwardsRefused: boolean;
}

/** What the centre says, read from its CSV: seen first, then written down under the seal of what was seen. */
export async function hearCentre(
  administrator: ApiClient,
  applicants: readonly Applicant[],
): Promise<CentreHeard> {
  const { counts } = await takeFile(
    administrator,
    applicants.map(({ biodata, word, saidOn }) => [biodata.nik, word, saidOn]),
  );
  const [first, ...ready] = applicants.filter(isReady).slice(0, 6);
  const today = todayInKupang();
  const backwards = ready.map(({ biodata }) => [biodata.nik, 'BIO_CAPTURED', today]);
  const refused = await takeFile(administrator, [
    ...backwards,
    [first?.biodata.nik ?? '', 'SIAP', today],
  ]).then(
    () => false,
    (error: unknown) => error instanceof ApiProblem && error.code === 'CENTRE_NOTHING_TO_WRITE',
  );
  const noted = (counts.new ?? 0) + (counts.changes ?? 0) + (counts.confirms ?? 0);
  return { noted, backwardsRefused: refused };
}

async function takeFile(administrator: ApiClient, words: readonly (readonly string[])[]) {
  const file = [['NIK', 'STATUS', 'TANGGAL'], ...words].map((fields) => fields.join(';')).join('\n');
  const { seal } = await administrator.upload(officeApi.takeCentreFile, file, { apply: 'no' });
  return administrator.upload(officeApi.takeCentreFile, file, { apply: 'yes', seal });
}
