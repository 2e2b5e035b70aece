import type { ReactNode } from 'react';

/** A column of figures, set to the right. */
interface NumberColumn {
  readonly figures: string;
}

interface TableProps {
  /** Says what the table holds, for who cannot see it at a glance. */
  readonly caption: string;
  readonly columns: readonly (string | NumberColumn)[];
  /** True while the rows belong to the question before. */
  readonly stale?: boolean;
  /** False keeps rows and columns on a narrow screen, scrolling sideways, where figures are compared. */
  readonly cards?: boolean;
  readonly children: ReactNode;
}

/** A table that turns into a list of cards on a phone; each `Cell` then says its column itself. */
export function Table({ caption, columns, stale = false, cards = true, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={caption} aria-busy={stale || undefined}>
      <table className={cards ? 'table table-cards' : 'table table-figures'}>
        <thead>
          <tr>
            {columns.map((column) =>
              typeof column === 'string' ? (
                <th key={column} scope="col">
                  {column}
                </th>
              ) : (
                <th key={column.figures} scope="col" className="number">
                  {column.figures}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly of: string;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Cell({ of, children, className }: CellProps) {
  return (
    <td data-of={of} className={className}>
      <div className="cell">{children}</div>
    </td>
  );
}
