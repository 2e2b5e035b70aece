import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { Section } from '../frame/pieces.tsx';
import { FileDialog } from './file-dialog.tsx';

/** Where a file of the centre is taken in. */
export function FileSection() {
  const w = useWords(centreWords).file;
  const [reading, setReading] = useState(false);
  return (
    <Section heading={w.heading} lead={w.lead}>
      <div>
        <Button variant="default" onClick={() => setReading(true)}>
          {w.open}
        </Button>
      </div>
      {reading ? <FileDialog onClose={() => setReading(false)} /> : null}
    </Section>
  );
}
