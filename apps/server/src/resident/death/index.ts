export { holdForDeath } from '../store.ts';
export { type CardAtDeath, type DeathDeps, type EndsAtDeath, writeDeath } from './commands.ts';
export { deathRoutes } from './routes.ts';
export { listDeaths } from './store.ts';
