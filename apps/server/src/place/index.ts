export { findRegency, type Kelurahan, listAreasOf, listRegencies, type Regency } from './areas.ts';
export { type PlaceDeps, placeRoutes, recordPlace } from './routes.ts';
export {
  findKelurahan,
  findPlace,
  getPlace,
  insertKelurahan,
  insertPlace,
  listEveryPlace,
  listKelurahan,
  listKeptPlaces,
  listPlaces,
} from './store.ts';
