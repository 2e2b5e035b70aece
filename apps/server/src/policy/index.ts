export { insertPolicy, listPolicies } from './store.ts';
