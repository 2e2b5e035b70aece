import { Button } from '@mantine/core';
import type { QueryOf } from '@rekam/protocol/http/contract.ts';
import { enrolmentState } from '@rekam/protocol/http/enrolment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useEffect, useState } from 'react';
import { useLanguage, useWords } from '../../words/language.tsx';
import { centreExportWords } from '../../words/office/centre-export.ts';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { go, Link, useAddress } from '../address.tsx';
import { type Asked, useAnswer, useAskAhead } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { atLeast, SearchForm } from '../frame/search-form.tsx';
import { Turning } from '../frame/turning.tsx';
import { useMay } from '../session.tsx';
import { EnrolmentTable } from './enrolment-table.tsx';
import { FilterRow, type Filters, filtersIn, listAddress } from './filters.tsx';
import { SearchResult } from './search-result.tsx';

type ListQuery = QueryOf<typeof officeApi.listEnrolments>;
const freshEveryMs = 10_000;

/** All recordings, newest first: search, or filter and page. */
export function Enrolments() {
  const w = useWords(enrolmentWords);
  const { open: toCentre } = useWords(centreExportWords);
  const may = useMay();
  const { query } = useAddress();
  const [sought, setSought] = useState<string | null>(null);
  const filters = filtersIn(query);
  const input = { query: filters as ListQuery };
  const list = useAnswer(officeApi.listEnrolments, input, {
    keepLast: true,
    everyMs: filters.cursor ? undefined : freshEveryMs,
  });
  useNextPageAhead(list, filters);
  return (
    <Page
      heading={w.heading}
      acts={
        may('centre.export') ? (
          <Button variant="default" onClick={() => go('/enrolments/centre')}>
            {toCentre}
          </Button>
        ) : null
      }
    >
      <SearchForm words={w} read={atLeast(2, w.searchTooShort)} sought={sought} onSearch={setSought} />
      {sought === null ? (
        <>
          <StateTabs filters={filters} counts={list.value?.counts} />
          <FilterRow filters={filters} />
          <List list={list} filters={filters} />
        </>
      ) : (
        <SearchResult q={sought} />
      )}
    </Page>
  );
}

/** The next page is asked for as soon as this one is there, so that turning to it takes no time. */
function useNextPageAhead(list: Asked<{ nextCursor: string | null }>, filters: Filters): void {
  const askAhead = useAskAhead();
  const next = list.stale ? null : (list.value?.nextCursor ?? null);
  const text = JSON.stringify(filters);
  useEffect(() => {
    if (next !== null) {
      const query = { ...(JSON.parse(text) as Filters), cursor: next } as ListQuery;
      askAhead(officeApi.listEnrolments, { query });
    }
  }, [askAhead, next, text]);
}

type Counts = Readonly<Record<(typeof enrolmentState.options)[number], number>>;

function StateTabs({ filters, counts }: { readonly filters: Filters; readonly counts: Counts | undefined }) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const { language } = useLanguage();
  const total = counts ? Object.values(counts).reduce((sum, n) => sum + n, 0) : undefined;
  const tab = (state: (typeof enrolmentState.options)[number] | undefined, name: string, count?: number) => (
    <li key={name}>
      <Link className="tab" to={listAddress(filters, { state })} aria-current={filters.state === state}>
        {name} <b>{count === undefined ? '' : count.toLocaleString(language)}</b>
      </Link>
    </li>
  );
  return (
    <nav aria-label={w.stateFilter}>
      <ul className="tabs">
        {tab(undefined, f.all, total)}
        {enrolmentState.options.map((state) => tab(state, w.states[state], counts?.[state]))}
      </ul>
    </nav>
  );
}

interface ListProps {
  readonly list: Asked<{
    rows: Parameters<typeof EnrolmentTable>[0]['rows'];
    nextCursor: string | null;
  }>;
  readonly filters: Filters;
}

function List({ list, filters }: ListProps) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  if (!list.value) return <NotYet problem={list.problem} />;
  const { rows, nextCursor } = list.value;
  if (rows.length === 0) {
    const filtered = Object.keys(filters).length > 0;
    return (
      <Empty icon="finger" heading={filtered ? w.noneFiltered : w.none}>
        <p>{filtered ? w.noneFilteredLead : w.noneLead}</p>
        {filtered ? <Button onClick={() => go('/enrolments')}>{w.clearFilters}</Button> : null}
      </Empty>
    );
  }
  return (
    <>
      <EnrolmentTable rows={rows} stale={list.stale} />
      <Turning
        onBack={filters.cursor ? () => go(listAddress(filters)) : undefined}
        onNext={nextCursor ? () => go(listAddress(filters, { cursor: nextCursor })) : undefined}
      >
        {f.rows(rows.length)}
      </Turning>
    </>
  );
}
