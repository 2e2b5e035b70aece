/** The register as a CSV file, out and in: a part of the API of the office's equipment. */
import { z } from 'zod';
import { componentKind } from './component-api.ts';
import { contract } from './contract.ts';
import { id } from './parts.ts';

const sentence = z.object({ id: z.string(), en: z.string() });
const equipmentImport = z.object({
  applied: z.boolean(),
  lines: z.number(),
  unchanged: z.number(),
  added: z.array(z.object({ line: z.number(), kind: componentKind, serial: z.string(), where: z.string() })),
  changed: z.array(
    z.object({
      line: z.number(),
      componentId: id,
      kind: componentKind,
      serial: z.string(),
      changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  bad: z.array(z.object({ line: z.number(), code: z.string(), sentence })),
});
export type EquipmentImport = z.output<typeof equipmentImport>;

export const componentCsvApi = contract({
  exportComponents: {
    method: 'GET',
    path: '/api/components.csv',
    summary: 'The register as CSV, in the columns that the import reads',
    produces: 'text/csv',
  },
  importComponents: {
    method: 'POST',
    path: '/api/components/import',
    summary: 'Reads a CSV; shows what would change, and changes it with apply=yes',
    query: z.object({ apply: z.enum(['yes', 'no']).default('no') }),
    consumes: 'text/csv',
    answer: equipmentImport,
  },
});
