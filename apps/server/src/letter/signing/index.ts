export { signingRoutes } from './routes.ts';
export { makeSigning } from './signing.ts';
