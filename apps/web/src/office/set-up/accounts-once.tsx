import { Button } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { setUpWords } from '../../words/office/set-up.ts';
import { terms } from '../../words/terms/index.ts';
import { CopyButton } from '../frame/copy-button.tsx';
import { Outside } from '../frame/outside.tsx';
import { Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { PastDays } from '../service/past-days.tsx';

export type DemoAccounts = AnswerOf<typeof officeApi.setUpDemo>;

/** The passwords of the sample accounts, shown this once. */
export function AccountsOnce({ made, onDone }: { readonly made: DemoAccounts; readonly onDone: () => void }) {
  const w = useWords(setUpWords).done;
  const f = useWords(frameWords);
  const t = useWords(terms);
  const { language } = useLanguage();
  const asText = made.accounts
    .map(({ role, username, password, pin }) =>
      [t.roles[role], username, password, pin ?? ''].join('\t').trimEnd(),
    )
    .join('\n');
  return (
    <Outside heading={w.heading} lead={w.lead(made.residents.toLocaleString(language))} wide>
      <Section
        heading={w.caption}
        acts={
          <>
            <CopyButton text={asText} label={w.copyAll} />
            <Button variant="default" onClick={() => window.print()}>
              {f.print}
            </Button>
          </>
        }
      >
        <Table caption={w.caption} columns={[w.role, w.username, w.password, w.pin]}>
          {made.accounts.map(({ role, username, password, pin }) => (
            <tr key={role}>
              <Cell of={w.role}>{t.roles[role]}</Cell>
              <Cell of={w.username} className="digits">
                {username}
              </Cell>
              <Cell of={w.password} className="digits">
                {password}
              </Cell>
              <Cell of={w.pin} className="digits">
                {pin ?? f.none}
              </Cell>
            </tr>
          ))}
        </Table>
      </Section>
      {made.past === null ? null : (
        <Section heading={made.past.title}>
          <PastDays past={made.past} />
        </Section>
      )}
      <Section heading={w.nextHeading}>
        <ol className="steps-list">
          <li>{w.next1}</li>
          <li>{w.next2}</li>
          <li>{w.next3}</li>
        </ol>
        <Button size="md" onClick={onDone}>
          {w.action}
        </Button>
      </Section>
    </Outside>
  );
}
