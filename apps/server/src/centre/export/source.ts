import type { Manifest } from '@rekam/protocol/packet/manifest.ts';

/** A recording with all its samples, in memory only. */
export interface Opened {
  readonly manifest: Manifest;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly samples: readonly {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: Uint8Array;
  }[];
}

/** Opens one recording; null where its samples were destroyed. @throws where they are missing or were changed */
export type OpenRecording = (packetId: string) => Promise<Opened | null>;
