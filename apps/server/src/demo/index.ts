export { type DemoDeps, demoRoutes } from './routes.ts';
export { playScene } from './scenes.ts';
