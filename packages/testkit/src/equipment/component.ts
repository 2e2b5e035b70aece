import type { BodyOf, equipmentApi } from '@rekam/protocol';

type Component = BodyOf<typeof equipmentApi.registerComponent>;

/** A component to be registered, of which nothing more is known than is said here. */
export const makeComponent = (
  said: Pick<Component, 'kind' | 'serial' | 'where'> & Partial<Component>,
): Component => ({
  make: 'Contoh',
  model: 'M1',
  firmware: null,
  boughtOn: null,
  funding: 'apbn',
  priceIdr: null,
  owner: { kind: 'bmn' },
  warrantyUntil: null,
  paper: null,
  ...said,
});
