import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { terms } from '../../words/terms/index.ts';

/** What was captured, in words: a finger, an eye, the face, a signature; the code itself where there are none. */
export function useSubjectName(): (subject: string) => string {
  const subjects: Readonly<Record<string, string>> = useWords(terms).subjects;
  const drawn: Readonly<Record<string, string>> = useWords(enrolmentWords).one.drawn;
  return (subject) => subjects[subject] ?? drawn[subject] ?? subject;
}
