/** Lines that other programs read: one JSON object a line on stdout, never with a NIK or a name. */
export type Emit = (event: string, facts?: Readonly<Record<string, unknown>>) => void;

export const emitToStdout: Emit = (event, facts = {}) => {
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`);
};
