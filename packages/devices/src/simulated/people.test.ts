import { describe, expect, it } from 'vitest';
import { firstPreviousHash } from '../port.ts';
import { createPeople } from './people.ts';

const capture = (previousHash: string) => ({ previousHash, transactionId: 'trial' });

describe('who stands in front of simulated devices', () => {
  it('is one person through a recording, whatever its devices, and another in the next', () => {
    const people = createPeople({ seed: 's' });
    const first = people.personOf(capture(firstPreviousHash));
    people.remember('A1', first);
    expect(people.personOf(capture('A1'))).toBe(first);
    people.remember('A2', first);
    const second = people.personOf(capture(firstPreviousHash));
    expect(second).not.toBe(first);
    people.remember('B1', second);
    expect(people.personOf(capture('A2'))).toBe(first);
    expect(people.personOf(capture('B1'))).toBe(second);
  });

  it('does not change while the first capture of a recording is tried again', () => {
    const people = createPeople({ seed: 's' });
    const first = people.personOf(capture(firstPreviousHash));
    expect(people.personOf(capture(firstPreviousHash))).toBe(first);
  });

  it('stays when told so, until the next is called', () => {
    const people = createPeople({ seed: 's' });
    people.stay('ani');
    people.remember('A1', people.personOf(capture(firstPreviousHash)));
    expect(people.personOf(capture(firstPreviousHash))).toBe('ani');
    people.next();
    expect(people.personOf(capture(firstPreviousHash))).not.toBe('ani');
  });

  it('is expected ahead, and comes again when only so many people are wanted', () => {
    const expected: string[] = [];
    const people = createPeople({ seed: 's', count: 2, onExpect: (person) => expected.push(person) });
    const came = [0, 1, 2].map((turn) => {
      const person = people.personOf(capture(firstPreviousHash));
      people.remember(`H${turn}`, person);
      return person;
    });
    expect(came).toEqual(['s-0', 's-1', 's-0']);
    expect(expected).toEqual(['s-1', 's-1', 's-0', 's-0', 's-1']);
  });

  it('is the same for the same seed', () => {
    const walk = (): string[] => {
      const people = createPeople({ seed: 'x' });
      return [people.current(), people.next(), people.next()];
    };
    expect(walk()).toEqual(walk());
    expect(new Set(walk()).size).toBe(3);
  });
});
