export { frameOf, pastPath, rootOf } from './frame.ts';
export { type Html, html } from './html.ts';
export { makePublicSite } from './public-site.ts';
export { pageHeaders, publicPages } from './routes.ts';
export { style } from './style.ts';
export { dateText, tag, weekdayText } from './wording.ts';
export { type Language, languages, publicWords } from './words.ts';
