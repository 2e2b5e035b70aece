export { paperLimitBytes, paperMediaTypes, recogniseMediaType } from './media-type.ts';
export { makePapers, type Papers } from './papers.ts';
export { paperRoutes } from './routes.ts';
