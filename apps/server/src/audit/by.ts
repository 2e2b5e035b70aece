import type { Actor } from './facts.ts';

/** Who acted and by which rule of `domain/access`, as a fact carries it; the rule is null where no officer acted. */
export interface By {
  readonly actor: Actor;
  readonly permittedBy: string | null;
}

export const byOf = (permitted: {
  readonly officer: { readonly id: string };
  readonly permittedBy: string;
}): By => ({
  actor: { kind: 'officer', id: permitted.officer.id },
  permittedBy: permitted.permittedBy,
});
