export { addPolicy, type ProposedPolicy } from './commands.ts';
export { type PolicyDeps, policyRoutes } from './routes.ts';
export { insertPolicy, listPolicies } from './store.ts';
