import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { officerWords } from '../../words/office/officer.ts';
import { terms } from '../../words/terms/index.ts';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { FactLine, FactList, Section } from '../frame/pieces.tsx';
import { useSession } from '../session.tsx';
import { OwnPassword, OwnPin } from './own-secrets.tsx';

/** Who I am here, and my own secrets. */
export function Account() {
  const w = useWords(officerWords).account;
  const { officer } = useSession();
  if (!officer) return null;
  return (
    <Page heading={w.heading} lead={`${officer.name} · ${officer.username}`}>
      <Section heading={w.roles}>
        <FactList>
          {officer.roles.map(({ role, placeId }) => (
            <RoleLine key={`${role} ${placeId}`} role={role} placeId={placeId} />
          ))}
        </FactList>
      </Section>
      <div className="columns">
        <OwnPassword />
        <OwnPin />
      </div>
    </Page>
  );
}

type RoleLineProps = NonNullable<ReturnType<typeof useSession>['officer']>['roles'][number];

function RoleLine({ role, placeId }: RoleLineProps) {
  const f = useWords(frameWords);
  const t = useWords(terms);
  const places = useAnswer(officeApi.listPlaces, undefined, { enabled: placeId !== null });
  const place = places.value?.find(({ id }) => id === placeId);
  return (
    <FactLine name={t.roles[role]}>{placeId === null ? f.wholeOffice : (place?.name ?? f.none)}</FactLine>
  );
}
