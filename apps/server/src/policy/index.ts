export { type PolicyDeps, policyRoutes } from './routes.ts';
export { makeRulebook } from './rulebook.ts';
export { enrolmentRules } from './rules.ts';
