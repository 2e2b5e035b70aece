import type { AddressInfo } from 'node:net';
import { equipmentApi, officeApi, paperApi, planningApi, repairApi, syncApi } from '@rekam/protocol';
import type { FastifyInstance } from 'fastify';
import type { ComposedOffice } from '../composition/composed-office.ts';
import type { Certificate } from './certificate.ts';
import type { OfficeConfig } from './config.ts';
import { makeHttp } from './http.ts';
import { mount } from './mount.ts';
import { serveWeb } from './static-web.ts';

/** The office's web server, from contracts to sockets. */
export function makeServing() {
  let app: FastifyInstance | undefined;
  return {
    /** @returns the address under which it listens */
    serve: async (config: OfficeConfig, tls: Certificate | null, office: ComposedOffice): Promise<string> => {
      app = await makeOfficeApp(office, { behindProxy: config.behindProxy, tls });
      await app.listen({ host: config.host, port: config.port });
      const { port } = app.server.address() as AddressInfo;
      const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
      return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
    },
    stop: async (): Promise<void> => {
      await app?.close();
    },
  };
}

export async function makeOfficeApp(
  office: ComposedOffice,
  options: Parameters<typeof makeHttp>[0],
): Promise<FastifyInstance> {
  const { app, routes } = await makeHttp(options);
  mount(app, officeApi, office.officeHandlers, office.identify);
  mount(app, syncApi, office.syncHandlers, office.identify);
  mount(app, equipmentApi, office.equipmentHandlers, office.identify);
  mount(app, repairApi, office.repairHandlers, office.identify);
  mount(app, paperApi, office.paperHandlers, office.identify);
  mount(app, planningApi, office.planningHandlers, office.identify);
  for (const serve of office.pages) await serve(app);
  await serveWeb(app, routes);
  return app;
}
