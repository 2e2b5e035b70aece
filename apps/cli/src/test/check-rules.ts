/** Rules have numbers, and tests speak them: each number of a SPEC.md stands for one rule, and a test names it. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const number = /\b[A-Z]{3}\d+\b/g;
/** `- **LET6** One active letter per NIK.` */
const sentence = /^- \*\*([A-Z]{3}\d+)\*\*/gm;
/** `| **ACC9** | revoke a station | … |`: a table, which a test beside it reads as a whole. */
const row = /^\| \*\*([A-Z]{3}\d+)\*\*/gm;

interface Rule {
  readonly number: string;
  readonly spec: string;
  readonly inTable: boolean;
}

/** What is wrong with the rules below a folder, a line each; empty: nothing. */
export function faultsOfRules(folder: string): readonly string[] {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const find = (pattern: string) =>
    ['packages', 'apps']
      .flatMap((part) => globSync(`${part}/${pattern}`, { cwd: folder }))
      .filter((path) => !path.includes('node_modules'));
  const rules = find('**/SPEC.md').flatMap((spec) => rulesOf(spec, read(spec)));
  const tests = find('**/*.test.ts').map((path) => ({ path, text: read(path) }));
  const spoken = new Set(tests.flatMap(({ text }) => text.match(number) ?? []));
  const tablesRead = new Set(tests.filter(({ text }) => text.includes('SPEC.md')).map(folderOf));
  const specOf = Map.groupBy(rules, (rule) => rule.number);
  const prefixes = new Set(rules.map((rule) => rule.number.slice(0, 3)));
  return [
    ...(rules.length === 0 ? ['no rule was found'] : []),
    ...[...specOf]
      .filter(([, same]) => same.length > 1)
      .map(([one, same]) => `${one} is two rules: ${same.map(({ spec }) => spec).join(', ')}`),
    ...rules
      .filter(
        ({ number: one, spec, inTable }) => !spoken.has(one) && !(inTable && tablesRead.has(dirname(spec))),
      )
      .map(({ number: one, spec }) => `${one} of ${spec} is named by no test`),
    ...[...spoken]
      .filter((one) => prefixes.has(one.slice(0, 3)) && !specOf.has(one))
      .map((one) => `${one} is named by a test and stands in no SPEC.md`),
  ];
}

const folderOf = ({ path }: { readonly path: string }): string => dirname(path);

const rulesOf = (spec: string, text: string): readonly Rule[] => [
  ...[...text.matchAll(sentence)].map(([, one = '']) => ({ number: one, spec, inTable: false })),
  ...[...text.matchAll(row)].map(([, one = '']) => ({ number: one, spec, inTable: true })),
];
