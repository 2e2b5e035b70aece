import { type Projection, unpackProjection } from './projection.ts';
import { projectionData } from './projection-data.ts';

/** The projection that every code of a gallery is made with. */
export const trainedProjection: Projection = unpackProjection(
  Uint8Array.from(atob(projectionData), (letter) => letter.charCodeAt(0)),
);
