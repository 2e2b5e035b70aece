export { makeAnnouncementSite } from './announcement-site.ts';
export { type AnnouncedSituation, type AnnouncementDeps, turnDrafts } from './commands.ts';
export type { PictureOrder } from './picture.ts';
export { announcementRoutes } from './routes.ts';
export { listAnnouncements } from './store.ts';
