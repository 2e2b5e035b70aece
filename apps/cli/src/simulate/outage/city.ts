/** The city of the outage: six kecamatan with a counter each, registered sets, operators at work, open around the clock. */
import type { WatchedKind } from '@rekam/domain';
import { counterApi, equipmentApi, officeApi } from '@rekam/protocol';
import type { ServiceStateView } from '@rekam/protocol/http/service-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { RunningOffice, RunningStation } from '@rekam/testkit/running-office.ts';
import { tell } from '../../start/words.ts';

export interface CityCounter {
  readonly stationId: string;
  readonly placeId: string;
  readonly placeName: string;
  readonly api: ApiClient;
  /** Component of each kind of device. */
  readonly components: ReadonlyMap<string, string>;
  /** Tells the simulated devices in front of it what to do. */
  readonly control: (
    call: 'fault' | 'clear',
    order: { readonly type: WatchedKind; readonly fault?: string },
  ) => Promise<void>;
}

export interface City {
  readonly head: ApiClient;
  readonly counters: readonly CityCounter[];
  readonly hasFault: (counter: CityCounter, kind: WatchedKind) => Promise<boolean>;
  /** Faults that its components ever had. */
  readonly faultsOf: (counter: CityCounter) => Promise<number>;
  readonly rekamAt: (counter: CityCounter) => Promise<ServiceStateView>;
  /** Whether the place's public page, as a resident loads it, says this. */
  readonly pageSays: (counter: CityCounter, words: string) => Promise<boolean>;
}

const componentKinds = { finger: 'fingerprint-scanner', iris: 'iris-scanner' } as const;
const sbiTypes: Readonly<Record<WatchedKind, string>> = {
  finger: 'Finger',
  iris: 'Iris',
  face: 'Face',
  signature: '',
};
const allDay = { opens: '00:00', closes: '24:00' };

export async function openCity(office: RunningOffice, size: number): Promise<City> {
  const head = await office.signedIn('head');
  const storekeeper = await office.signedIn('storekeeper');
  await head.call(officeApi.setServiceHours, {
    body: {
      placeId: null,
      from: (await head.call(officeApi.getServiceHours, {})).today,
      week: Array(7).fill(allDay),
    },
  });
  const counters: CityCounter[] = [];
  for (let number = 1; number <= size; number++) {
    const station = await office.addStation({ regionCode: `53.71.0${number}`, seed: `outage-${number}` });
    const { username, password } = office.account('operator');
    await station.api.call(counterApi.signIn, { body: { username, password } });
    counters.push(await register(storekeeper, station));
    tell(`${number}/${size} loket siap`, `${number}/${size} counters ready`);
  }
  const city = makeCity(office.url, head, storekeeper, counters);
  for (const counter of counters) await becomesOpen(city, counter);
  return city;
}

/** Writes the counter's set and its scanners into the register, by the serials its devices tell. */
async function register(storekeeper: ApiClient, station: RunningStation): Promise<CityCounter> {
  const { id: stationId, place } = (await station.api.call(counterApi.getState, {})).station!;
  const setId = await takeSet(storekeeper, place.id, stationId);
  const components = new Map<string, string>();
  for (const kind of ['finger', 'iris'] as const) {
    const device = await findDevice(station.api, kind);
    const component = await storekeeper.call(equipmentApi.registerComponent, {
      body: {
        kind: componentKinds[kind],
        make: device.make ?? 'Rekam',
        model: device.model ?? 'simulasi',
        serial: device.serialNo!,
        firmware: null,
        boughtOn: null,
        funding: 'apbd-regency',
        priceIdr: null,
        owner: { kind: 'bmd-apbd' },
        warrantyUntil: null,
        where: { at: 'set', setId },
        paper: null,
      },
    });
    components.set(kind, component.id);
  }
  return {
    stationId,
    placeId: place.id,
    placeName: place.name,
    api: station.api,
    components,
    control: (call, { type, ...order }) => station.orderDevices(call, { type: sbiTypes[type], ...order }),
  };
}

/** Empties the demo's set of a place into its store, and ties it to the station. */
async function takeSet(storekeeper: ApiClient, placeId: string, stationId: string): Promise<string> {
  const sets = await storekeeper.call(equipmentApi.listSets, {});
  const set = sets.find(({ place, retired }) => place.id === placeId && !retired);
  if (!set)
    return (await storekeeper.call(equipmentApi.addSet, { body: { placeId, name: 'Set 1', stationId } })).id;
  for (const { component } of set.slots) {
    if (!component) continue;
    const to = { at: 'store', placeId } as const;
    const body = { from: component.where, to, paper: null, note: '' };
    await storekeeper.call(equipmentApi.moveComponent, { params: { id: component.id }, body });
  }
  await storekeeper.call(equipmentApi.changeSet, { params: { id: set.id }, body: { stationId } });
  return set.id;
}

async function findDevice(api: ApiClient, kind: WatchedKind) {
  for (let tries = 0; tries < 240; tries++) {
    const found = (await api.call(counterApi.getState, {})).devices.find((device) => device.kind === kind);
    if (found?.serialNo && found.status === 'ready') return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no ${kind} device came within a minute`);
}

async function becomesOpen(city: City, counter: CityCounter): Promise<void> {
  for (let tries = 0; tries < 480; tries++) {
    if ((await city.rekamAt(counter)).condition === 'open') return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${counter.placeName} did not open: ${JSON.stringify(await city.rekamAt(counter))}`);
}

function makeCity(
  url: string,
  head: ApiClient,
  storekeeper: ApiClient,
  counters: readonly CityCounter[],
): City {
  return {
    head,
    counters,
    hasFault: async ({ components }, kind) => {
      const rows = await storekeeper.call(equipmentApi.listComponents, {});
      return rows.some(({ id, fault }) => id === components.get(kind) && fault !== null);
    },
    faultsOf: async ({ components }) => {
      let faults = 0;
      for (const id of components.values())
        faults += (await storekeeper.call(equipmentApi.getComponent, { params: { id } })).faults.length;
      return faults;
    },
    rekamAt: async ({ placeId }) => {
      const { places } = await head.call(officeApi.getServiceStatus, {});
      return places.find(({ place }) => place.id === placeId)!.services.rekam!;
    },
    pageSays: async ({ placeName }, words) => {
      const slug = placeName.toLowerCase().replaceAll(' ', '-');
      return (await (await fetch(`${url}/layanan/tempat/${slug}`)).text()).includes(words);
    },
  };
}
