export { type Html, html } from './html.ts';
export { makePublicSite } from './public-site.ts';
export { publicPages } from './routes.ts';
export { style } from './style.ts';
