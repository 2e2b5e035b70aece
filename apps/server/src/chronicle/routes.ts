import { findPlainDate, type PlainDate, tellsOf } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Handlers } from '../ports/call.ts';
import type { Database } from '../ports/database.ts';
import { permittedPlaces } from '../ports/permit.ts';
import { type Language, languages, pageHeaders, pastPath, rootOf } from '../public-site/index.ts';
import { noDayPage, pastDayPage } from './pages.ts';
import { type PastDeps, readPastDay } from './past-day.ts';
import { findChronicle, lastFactBehind } from './store.ts';

export interface ChronicleRouteDeps extends PastDeps {
  readonly officeName: () => Promise<string>;
}

export const chronicleRoutes = (database: Database): Handlers<typeof officeApi, 'getChronicle'> => ({
  getChronicle: async ({ officer }) => {
    permittedPlaces(officer, 'service.view');
    const chronicle = await findChronicle(database);
    return { chronicle: chronicle ? { ...chronicle, highlights: [...chronicle.highlights] } : null };
  },
});

/** Pages kept for one state of the facts; as many as a chronicle of a decade has days, in both languages. */
const mostKept = 8000;

/** The past under `/layanan/hari`, for everybody; only an office with a chronicle has it. */
export const chroniclePages =
  (deps: ChronicleRouteDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    let kept = new Map<string, Promise<string>>();
    let keptFor = -1;
    const pageOf = async (language: Language, day: PlainDate | null): Promise<string | null> => {
      const chronicle = await findChronicle(deps.database);
      if (!chronicle) return null;
      const page = { officeName: await deps.officeName(), chronicle, language };
      if (day === null || !tellsOf(chronicle, day)) return noDayPage(page, day);
      const last = await lastFactBehind(deps.database);
      if (last !== keptFor || kept.size > mostKept) [kept, keptFor] = [new Map(), last];
      const key = `${language} ${day}`;
      const known = kept.get(key) ?? readPastDay(deps, day).then((view) => pastDayPage(page, view));
      kept.set(key, known);
      known.catch(() => kept.delete(key));
      return known;
    };
    const serve = (language: Language) => async (request: FastifyRequest, reply: FastifyReply) => {
      const { day, tanggal } = { ...(request.params as object), ...(request.query as object) } as {
        day?: string;
        tanggal?: string;
      };
      const page = await pageOf(language, findPlainDate(day ?? String(tanggal ?? '')) ?? null);
      if (page === null) return reply.callNotFound();
      return reply.headers(pageHeaders).send(page);
    };
    for (const language of languages)
      for (const end of ['', '/:day'])
        app.get(`${rootOf(language)}${pastPath}${end}`, { schema: { hide: true } }, serve(language));
  };
