import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { StationRow } from '@rekam/protocol/http/station-api.ts';
import { useState } from 'react';
import { useLanguage, useWords } from '../../words/language.tsx';
import { stationWords } from '../../words/office/station.ts';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay } from '../session.tsx';
import { CodeDialog } from './code-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { ClockState, Devices, LinkState, PacketState } from './station-state.tsx';
import { Troubles } from './troubles.tsx';

const freshEveryMs = 5000;

/** The computers that record. */
export function Stations() {
  const w = useWords(stationWords);
  const may = useMay();
  const stations = useAnswer(officeApi.listStations, undefined, { everyMs: freshEveryMs });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<StationRow | null>(null);
  const makeButton = may('station.enrol') ? (
    <Button onClick={() => setMaking(true)}>{w.makeCode}</Button>
  ) : null;
  return (
    <Page heading={w.heading} lead={w.lead} acts={stations.value?.length === 0 ? null : makeButton}>
      {!stations.value ? <NotYet problem={stations.problem} /> : null}
      {stations.value?.length === 0 ? (
        <Empty icon="link" heading={w.none}>
          <p>{makeButton ? w.noneLead : w.noneSeen}</p>
          {makeButton}
        </Empty>
      ) : null}
      {stations.value && stations.value.length > 0 ? (
        <StationTable stations={stations.value} onRevoke={may('station.revoke') ? setRevoking : null} />
      ) : null}
      {stations.value && stations.value.length > 0 ? <Troubles /> : null}
      {making ? <CodeDialog onClose={() => setMaking(false)} /> : null}
      {revoking ? <RevokeDialog station={revoking} onClose={() => setRevoking(null)} /> : null}
    </Page>
  );
}

interface StationTableProps {
  readonly stations: readonly StationRow[];
  /** Null where this officer may not revoke. */
  readonly onRevoke: ((station: StationRow) => void) | null;
}

function StationTable({ stations, onRevoke }: StationTableProps) {
  const w = useWords(stationWords);
  const { columns } = w;
  const names = [
    columns.name,
    columns.link,
    columns.packets,
    columns.clock,
    columns.devices,
    columns.operator,
    { figures: columns.today },
  ];
  return (
    <Table caption={w.heading} columns={onRevoke ? [...names, columns.acts] : names}>
      {stations.map((station) => (
        <StationLine key={station.id} station={station} onRevoke={onRevoke} />
      ))}
    </Table>
  );
}

interface StationLineProps {
  readonly station: StationRow;
  readonly onRevoke: StationTableProps['onRevoke'];
}

function StationLine({ station, onRevoke }: StationLineProps) {
  const w = useWords(stationWords);
  const { language } = useLanguage();
  const { columns } = w;
  return (
    <tr>
      <Cell of={columns.name}>
        <strong>{station.name}</strong>
        <small>{station.place.name}</small>
      </Cell>
      <Cell of={columns.link}>
        <LinkState station={station} />
      </Cell>
      <Cell of={columns.packets}>
        <PacketState station={station} />
      </Cell>
      <Cell of={columns.clock}>
        <ClockState station={station} />
      </Cell>
      <Cell of={columns.devices}>
        <Devices station={station} />
      </Cell>
      <Cell of={columns.operator}>{station.operatorName ?? w.nobody}</Cell>
      <Cell of={columns.today} className="number">
        {station.recordedToday.toLocaleString(language)}
      </Cell>
      {onRevoke ? (
        <Cell of={columns.acts}>
          {station.state === 'active' ? (
            <Button
              variant="default"
              size="xs"
              aria-label={w.revokeOf(station.name)}
              onClick={() => onRevoke(station)}
            >
              {w.revoke}
            </Button>
          ) : null}
        </Cell>
      ) : null}
    </tr>
  );
}
