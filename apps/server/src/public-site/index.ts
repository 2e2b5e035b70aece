export { feedId, xml } from './atom.ts';
export { announcementsRoot, frameOf, pastPath, rootOf } from './frame.ts';
export { type Language, languages } from './language.ts';
export { frameOfNow, type Headline, notFoundPage, type Site, slugOf } from './pages.ts';
export { type Answer, finish, makePublicSite, type PublicSite } from './public-site.ts';
export { answersUnder, pageHeaders, publicPages } from './routes.ts';
export { causeSentence, momentText, reasons, tag, weekText } from './wording.ts';
export { publicWords } from './words.ts';
