import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { KeptPlaceRow } from '@rekam/protocol/http/place-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { placeWords } from '../../words/office/place.ts';
import { terms } from '../../words/terms/index.ts';
import { Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { NewPlace } from '../station/new-place.tsx';
import { ChangePlaceDialog, RetirePlaceDialog } from './place-dialogs.tsx';

interface Shown {
  readonly what: 'change' | 'retire';
  readonly place: KeptPlaceRow;
}

/** Every place with where it stands; changed and retired here. */
export function PlaceRegister() {
  const w = useWords(placeWords);
  const may = useMay();
  const places = useAnswer(officeApi.listKeptPlaces);
  const [shown, setShown] = useState<Shown | null>(null);
  const close = () => setShown(null);
  return (
    <Page heading={w.heading} lead={w.lead} above={<Link to="/equipment">← {w.back}</Link>}>
      {places.value ? null : <NotYet problem={places.problem} />}
      {places.value ? (
        <Table caption={w.heading} columns={Object.values(w.columns)}>
          {places.value.map((place) => (
            <PlaceLine key={place.id} place={place} onShow={(what) => setShown({ what, place })} />
          ))}
        </Table>
      ) : null}
      {may('station.enrol') ? <NewPlace onAdded={() => undefined} /> : null}
      {shown?.what === 'change' ? <ChangePlaceDialog place={shown.place} onClose={close} /> : null}
      {shown?.what === 'retire' ? <RetirePlaceDialog place={shown.place} onClose={close} /> : null}
    </Page>
  );
}

interface PlaceLineProps {
  readonly place: KeptPlaceRow;
  readonly onShow: (what: Shown['what']) => void;
}

function PlaceLine({ place, onShow }: PlaceLineProps) {
  const w = useWords(placeWords);
  const t = useWords(terms);
  const moment = useMoment();
  const action = useAct();
  const { columns } = w;
  const { id, name, kind, retiredAt, sets, spares, stations } = place;
  const takeUp = () => void action.run(() => call(officeApi.usePlaceAgain, { params: { id } }));
  return (
    <tr>
      <Cell of={columns.name}>
        <strong>{name}</strong>
        <small>
          {t.placeKinds[kind]}
          {retiredAt ? ` · ${w.retired(moment(retiredAt))}` : ''}
        </small>
      </Cell>
      <Cell of={columns.position}>
        <Where place={place} />
      </Cell>
      <Cell of={columns.here}>{w.here(sets, spares, stations)}</Cell>
      <Cell of={columns.acts}>
        {retiredAt ? (
          <Button
            size="xs"
            variant="default"
            loading={action.busy}
            aria-label={w.againOf(name)}
            onClick={takeUp}
          >
            {w.again}
          </Button>
        ) : (
          <span className="row">
            <Button
              size="xs"
              variant="default"
              aria-label={w.changeOf(name)}
              onClick={() => onShow('change')}
            >
              {w.change}
            </Button>
            {kind === 'disdukcapil' ? null : (
              <Button
                size="xs"
                variant="default"
                aria-label={w.retireOf(name)}
                onClick={() => onShow('retire')}
              >
                {w.retire}
              </Button>
            )}
          </span>
        )}
        <ProblemNotice problem={action.problem} />
      </Cell>
    </tr>
  );
}

function Where({ place: { kind, position } }: Pick<PlaceLineProps, 'place'>) {
  const w = useWords(placeWords);
  if (!position) return <span className="soft">{kind === 'mobile-unit' ? w.moves : w.unknown}</span>;
  const { latitude, longitude } = position;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return (
    <>
      <span className="digits">
        {latitude}, {longitude}
      </span>
      <small>
        <a href={map} target="_blank" rel="noreferrer">
          {w.onMap}
        </a>
      </small>
    </>
  );
}
