export { type Html, html, styleTag } from './html.ts';
export { both, smallPage } from './small-page.ts';
export { style } from './style.ts';
