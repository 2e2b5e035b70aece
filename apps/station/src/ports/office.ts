import type { Outcome } from '@rekam/domain';
import type { AnswerOf, BodyOf } from '@rekam/protocol/http/contract.ts';
import type { SignedSettings, syncApi } from '@rekam/protocol/http/sync-api.ts';
import type { DirectoryPage } from '../directory/directory.ts';

/** The office as a station reaches it; every answer has been held to the contract, every refusal has its code. */
export interface Office {
  readonly heartbeat: (
    body: BodyOf<typeof syncApi.heartbeat>,
  ) => Promise<Outcome<AnswerOf<typeof syncApi.heartbeat>>>;
  readonly settings: () => Promise<Outcome<SignedSettings>>;
  readonly directory: (after: number, limit: number) => Promise<Outcome<DirectoryPage>>;
}
