export * from './comparison/compare.ts';
export * from './comparison/persons.ts';
export { type PreparedTemplate, prepareTemplate } from './comparison/prepared-template.ts';
export { falseMatchRateAt, scoreAtFalseMatchRate } from './comparison/score.ts';
export * from './extract.ts';
export { type Labelling, labellings } from './labelling.ts';
export * from './template.ts';
export { decodeTemplate, encodeTemplate } from './template-bytes/template-bytes.ts';
