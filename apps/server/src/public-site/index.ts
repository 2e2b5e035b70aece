export { makePublicSite } from './public-site.ts';
export { publicPages } from './routes.ts';
