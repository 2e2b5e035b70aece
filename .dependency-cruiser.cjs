// Who may import whom: an allow-list. What is not named here is forbidden (`not-in-allowed`).
const part = (name) => `^(packages|apps)/${name}/src/`;
const outside =
  '^(node:|node_modules/)|^(assert|fs|path|url|os|crypto|net|http|https|stream|util|events|child_process|worker_threads|tls|zlib|readline|perf_hooks|buffer|timers|dns|string_decoder|module|vite)(/|$)';

/** Inside the domain: noun → the nouns it may read; `kernel` is open to all, `access` knows nobody. */
const domainNouns = {
  kernel: [],
  place: [],
  resident: ['enrolment'],
  enrolment: ['resident', 'place', 'dedup', 'access'],
  dedup: ['resident', 'enrolment'],
  letter: ['resident', 'enrolment'],
  centre: [],
  blank: [],
  card: ['resident', 'centre'],
  handover: ['resident'],
  sync: ['enrolment'],
  equipment: ['place', 'enrolment'],
  repair: ['equipment'],
  planning: ['equipment', 'place'],
  forecast: ['equipment'],
  audit: [],
  notice: [],
  health: [],
  'service-status': ['place', 'health', 'equipment', 'enrolment', 'letter'],
  chronicle: ['service-status', 'equipment'],
  announcement: ['service-status'],
  access: [],
};

const allowed = [
  ...Object.entries(domainNouns).map(([noun, others]) => ({
    from: { path: `${part('domain')}${noun}/` },
    to: { path: `${part('domain')}(${[noun, 'kernel', ...others].join('|')})/` },
  })),
  { from: { path: `${part('domain')}index\\.ts$` }, to: { path: part('domain') } },
  {
    from: { path: `${part('domain')}.*(\\.test\\.ts$|/testing/)` },
    to: { path: `${part('domain')}|${outside}` },
  },
  { from: { path: part('protocol') }, to: { path: `${part('(protocol|domain)')}|${outside}` } },
  { from: { path: part('biometrics') }, to: { path: `${part('biometrics')}|${outside}` } },
  // Sources of the kernels are compiled, not imported; they know each other alone.
  {
    from: { path: '^packages/biometrics/assembly/' },
    to: { path: '^packages/biometrics/assembly/' },
  },
  {
    from: { path: part('devices') },
    to: { path: `${part('(devices|domain|protocol|biometrics)')}|${outside}` },
  },
  {
    from: { path: part('testkit') },
    to: { path: `${part('(testkit|devices|domain|protocol|biometrics)')}|${outside}` },
  },
  ...['server', 'station', 'web', 'cli'].flatMap((app) => [
    {
      from: { path: part(app) },
      to: { path: `${part(`(${app}|devices|domain|protocol|biometrics)`)}|${outside}` },
    },
    { from: { path: `${part(app)}.*\\.test\\.tsx?$` }, to: { path: part('testkit') } },
    { from: { path: `${part(app)}.*/testing/|${part(app)}testing/` }, to: { path: part('testkit') } },
    { from: { path: `${part(app)}(bench|demo)/` }, to: { path: part('testkit') } },
  ]),
  { from: { path: '^apps/web/vite\\.config\\.ts$' }, to: { path: outside } },
  { from: { path: `${part('cli')}(simulate|bench|test)/` }, to: { path: part('testkit') } },
];

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-routes-know-http',
      comment: 'In the office only routes.ts and the shell speak HTTP.',
      severity: 'error',
      from: { path: `${part('server')}(?!shell/)[^/]+/(commands|queries|store|index)\\.ts$` },
      to: { path: 'node_modules/fastify' },
    },
  ],
  allowedSeverity: 'error',
  allowed,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css', '.json'],
    },
  },
};
