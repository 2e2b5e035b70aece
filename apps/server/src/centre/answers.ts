/** How the centre answers, worked out from its words anew only when there are new ones or the day has changed. */
import {
  type CentreAnswers,
  type CentreTask,
  daysLater,
  type PlainDate,
  spellingsOf,
  wordsOfTask,
} from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

export type AnswersByTask = Readonly<Record<CentreTask, CentreAnswers | null>>;

/** @returns asked with the days after which a wait says nothing of the service any more */
export function makeCentreAnswers(
  database: Queryable,
): (today: PlainDate, tellingDays: number) => Promise<AnswersByTask> {
  let known: { readonly key: string; readonly answers: AnswersByTask } | null = null;
  return async (today, tellingDays) => {
    const { rows } = await database.query<{ seq: number | null }>(
      "select max(seq) as seq from fact where noun = 'centre'",
    );
    const since = daysLater(today, -tellingDays);
    const key = `${rows[0]!.seq} ${today} ${since}`;
    if (known?.key !== key)
      known = {
        key,
        answers: {
          'taking-in': await findAnswers(database, 'taking-in', since),
          comparing: await findAnswers(database, 'comparing', since),
        },
      };
    return known.answers;
  };
}

/**
 * CTR50 to CTR53. A recording waits while its last word is one of the task's waiting ones, since the first of those in a
 * row. It was answered on the day of the first word beyond, where an earlier word or a recording here shows that it had
 * waited: the first word of a list tells only how things stand, not that anything came that day. Only residents of whom
 * something was said since then are looked at, with all that was ever said of them: nobody else can matter.
 * @param since waits that began earlier are cases for persons
 */
async function findAnswers(
  database: Queryable,
  task: CentreTask,
  since: PlainDate,
): Promise<CentreAnswers | null> {
  const { waiting, answered, once } = wordsOfTask(task);
  const { rows } = await database.query<{
    heardOn: PlainDate | null;
    answeredOn: PlainDate | null;
    waitingSince: PlainDate | null;
    waitingSeenOn: PlainDate | null;
  }>(
    `with word as (
       select nik, as_of, status = any($1) as waits, status = any($2) as answers, lag(status) over w as before,
         lead(id) over w is null as last, sum((status <> all($1))::int) over w as stretch,
         $4 and (bool_or(status = any($2)) over (w rows between unbounded preceding and 1 preceding) is true
           or exists (select from resident r where r.nik = centre_word.nik
             and upper(translate(r.recorded_status, '_-', '  ')) = any($5)
             and (r.recorded_as_of is null or r.recorded_as_of < centre_word.as_of))) as there_before
       from centre_word where nik in (select nik from centre_word where as_of >= $3)
       window w as (partition by nik order by as_of, noted_at, id)),
     answer as (
       select max(as_of) as on from word
       where answers and not there_before and case when before is null
         then exists (select from recording r where r.nik = word.nik and r.state = 'counted'
           and r.received_at < word.as_of + 1)
         else before <> all($2) end),
     wait as (
       select min(as_of) filter (where waits) as since, max(as_of) as seen_on from word
       group by nik, stretch having bool_or(last and waits) and not bool_or(waits and there_before)),
     longest as (
       select since, seen_on from wait where since >= $3 order by seen_on - since desc, since limit 1)
     select (select max(as_of) from centre_word) as "heardOn", (select answer.on from answer) as "answeredOn",
       longest.since as "waitingSince", longest.seen_on as "waitingSeenOn"
     from (select 1) one left join longest on true`,
    [waiting, answered, since, once, answered.flatMap(spellingsOf)],
  );
  const { heardOn, answeredOn, waitingSince, waitingSeenOn } = rows[0]!;
  if (heardOn === null) return null;
  const wait =
    waitingSince === null || waitingSeenOn === null ? null : { since: waitingSince, seenOn: waitingSeenOn };
  return { heardOn, answeredOn, waiting: wait };
}
