/** Lines that other programs read: one JSON object a line, never with a NIK, a name or anything typed by a person. */
export type Emit = (event: string, facts?: Readonly<Record<string, unknown>>) => void;
