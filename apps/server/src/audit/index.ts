export { type By, byOf } from './by.ts';
export { type ChainReport, findHead, linkFacts, verifyChain } from './chain.ts';
export { type Actor, appendFact, appendFacts, type NewFact, theOffice } from './facts.ts';
export { notesOf } from './notes.ts';
export { auditRoutes } from './routes.ts';
export { type FactView, listFactsOf, lookKinds } from './views.ts';
