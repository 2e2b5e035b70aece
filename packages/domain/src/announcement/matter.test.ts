import { describe, expect, it } from 'vitest';
import { unknownYet } from '../service-status/service.ts';
import { keyOfMatter, mattersOf, mostAlternatives } from './matter.ts';
import { after, factsAt, names, oebobo, placeIds, situation, stated, stopped } from './testing/situation.ts';

describe('a matter', () => {
  it('ANN1 is one service at one place, and the whole city where it stands alike everywhere', () => {
    expect(mattersOf(situation({ 0: stopped(), 2: stopped() })).map(keyOfMatter)).toEqual([
      `rekam ${oebobo}`,
      `rekam ${placeIds[2]}`,
    ]);
    const everywhere = Object.fromEntries(names.map((_, index) => [index, stopped()]));
    expect(mattersOf(situation(everywhere))).toEqual([{ service: 'rekam', placeId: null }]);
    expect(mattersOf(situation({}, 0, { cetak: stated('stopped') }))).toEqual([
      { service: 'cetak', placeId: null },
    ]);
  });

  it('ANN1 is not made by what nobody knows', () => {
    expect(mattersOf(situation({ 0: { ...unknownYet, cause: 'station-silent' } }))).toEqual([]);
  });

  it('ANN2 holds cause, since, what is still possible and the nearest places that work', () => {
    const facts = factsAt(situation({ 0: stopped(), 1: stopped() }, 5, { suket: stated('open') }));
    expect(facts).toMatchObject({
      placeName: 'Oebobo',
      condition: 'stopped',
      causes: ['device-missing'],
      missing: ['iris'],
      since: after(0),
      asOf: after(5),
      working: 4,
      places: 6,
      stillHere: ['suket'],
    });
    expect(facts.alternatives.map(({ name }) => name)).toEqual([
      'Kelapa Lima',
      'Maulafa',
      'Kota Raja',
      'Kota Lama',
    ]);
    expect(factsAt(situation({ 0: stopped() })).alternatives).toHaveLength(mostAlternatives);
  });

  it('ANN2 names every cause of a city that stands still', () => {
    const everywhere = Object.fromEntries(
      names.map((_, index) => [
        index,
        index === 3 ? { ...stopped(), cause: 'power' as const, missing: [] } : stopped(),
      ]),
    );
    expect(factsAt(situation(everywhere), null).causes).toEqual(['device-missing', 'power']);
  });
});
