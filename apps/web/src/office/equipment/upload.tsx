import { paperApi } from '@rekam/protocol/http/paper-api.ts';
import { useId, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useAct } from '../asking.ts';
import { FileChoice } from '../frame/file-choice.tsx';

interface UploadProps {
  readonly label: string;
  readonly accept: string;
  readonly onUploaded: (fileId: string | null) => void;
}

/** A file that is sent to the office as soon as it is chosen; the form then carries its id. */
export function Upload({ label, accept, onUploaded }: UploadProps) {
  const id = useId();
  const action = useAct();
  const [name, setName] = useState<string | null>(null);
  const choose = (file: File | null) => {
    onUploaded(null);
    setName(null);
    if (!file) return;
    void action.run(
      () => call(paperApi.uploadPaper, { body: file }),
      (kept) => {
        setName(file.name);
        onUploaded(kept.id);
      },
    );
  };
  return (
    <div className="upload">
      <label htmlFor={id}>{label}</label>
      <FileChoice
        id={id}
        accept={accept}
        aria-busy={action.busy || undefined}
        chosen={name && `✓ ${name}`}
        onChosen={choose}
      />
      <ProblemNotice problem={action.problem} />
    </div>
  );
}
