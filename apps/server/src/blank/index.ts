export { type CardPieces, makeCardPieces } from './card-pieces.ts';
export { makeBlanks } from './commands.ts';
export { blankRoutes, documentView } from './routes.ts';
export { blanksIn, makePublishedStock, type PublishedStock } from './standing.ts';
