/** SQL as the nouns see it: text with `$1` placeholders, rows as plain objects. */
export interface Queryable {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    /** Name under which a connection keeps the statement prepared; for statements asked many times a second. */
    name?: string,
  ): Promise<{ readonly rows: Row[]; readonly rowCount: number }>;
}

/** Runs `work` in one transaction: committed and durable when the promise resolves, undone when it rejects. */
export type Transact = <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;

export interface Database extends Queryable {
  readonly transact: Transact;
}
