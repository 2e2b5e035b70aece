import { Textarea, TextInput } from '@mantine/core';
import { mostCharacters } from '@rekam/domain/announcement/approval.ts';
import type { AnnouncementDraftView, AnnouncementWordsView } from '@rekam/protocol/http/announcement-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface WordsDialogProps {
  readonly draft: AnnouncementDraftView;
  readonly onClose: () => void;
}

const paragraphs = ['what', 'why', 'still', 'instead'] as const;

/** The words of a draft in both languages, to be changed. */
export function WordsDialog({ draft: { id, revision, words }, onClose }: WordsDialogProps) {
  const w = useWords(announcementWords);
  const action = useAct();
  const [written, setWritten] = useState(words);
  const submit = () => {
    const input = { params: { id }, body: { revision, words: written } };
    void action.run(() => call(officeApi.wordAnnouncementDraft, input), onClose);
  };
  return (
    <FormDialog heading={w.editHeading} onClose={onClose} wide action={action} onSubmit={submit} act={w.save}>
      <div className="announcement-words">
        <LanguageFields
          legend={w.inIndonesian}
          language="id"
          text={written.id}
          onChange={(text) => setWritten({ ...written, id: text })}
        />
        <LanguageFields
          legend={w.inEnglish}
          language="en"
          text={written.en}
          onChange={(text) => setWritten({ ...written, en: text })}
        />
      </div>
    </FormDialog>
  );
}

interface LanguageFieldsProps {
  readonly legend: string;
  readonly language: 'id' | 'en';
  readonly text: AnnouncementWordsView['id'];
  readonly onChange: (text: AnnouncementWordsView['id']) => void;
}

function LanguageFields({ legend, language, text, onChange }: LanguageFieldsProps) {
  const { fields } = useWords(announcementWords);
  return (
    <fieldset className="stack">
      <legend>{legend}</legend>
      <TextInput
        label={fields.title}
        lang={language}
        maxLength={mostCharacters.title}
        value={text.title}
        onChange={(event) => onChange({ ...text, title: event.target.value })}
      />
      {paragraphs.map((name) => (
        <Textarea
          key={name}
          label={fields[name]}
          lang={language}
          autosize
          minRows={2}
          maxLength={mostCharacters.paragraph}
          value={text[name]}
          onChange={(event) => onChange({ ...text, [name]: event.target.value })}
        />
      ))}
    </fieldset>
  );
}
