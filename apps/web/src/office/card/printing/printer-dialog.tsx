import { NativeSelect, TextInput } from '@mantine/core';
import type { CardPrinterView } from '@rekam/protocol/http/card-printing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../../parts/client.ts';
import { useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { useAct, useAnswer } from '../../asking.ts';
import { FormDialog } from '../../frame/form-dialog.tsx';

interface PrinterDialogProps {
  /** Null: a new one. */
  readonly printer: CardPrinterView | null;
  readonly onClose: () => void;
}

/** Enters a printer, or changes one that has nothing to print. */
export function PrinterDialog({ printer, onClose }: PrinterDialogProps) {
  const words = useWords(printingWords).printers;
  const w = words.form;
  const action = useAct();
  const places = useAnswer(officeApi.listPlaces);
  const [name, setName] = useState(printer?.name ?? '');
  const [url, setUrl] = useState(printer?.url ?? 'ipp://');
  const [chosen, setChosen] = useState(printer?.placeId ?? '');
  const [component, setComponent] = useState(printer?.componentId ?? '');
  const known = places.value ?? [];
  const registered = useAnswer(officeApi.registeredCardPrinters).value;
  // One that was written off since is no choice any more.
  const componentId = !registered || registered.some(({ id }) => id === component) ? component : '';
  const placeId = chosen || (known.find(({ kind }) => kind === 'disdukcapil')?.id ?? '');
  const submit = () => {
    const body = { name, url, placeId, componentId: componentId === '' ? null : componentId };
    void action.run(
      () =>
        printer
          ? call(officeApi.changeCardPrinter, { params: { id: printer.id }, body })
          : call(officeApi.addCardPrinter, { body }),
      onClose,
    );
  };
  return (
    <FormDialog
      heading={printer ? words.actOf(words.change, printer.name) : words.add}
      onClose={onClose}
      action={action}
      onSubmit={submit}
      act={w.save}
    >
      <TextInput
        label={w.name}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextInput
        label={w.url}
        description={w.urlHint}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <NativeSelect
        label={w.place}
        description={w.placeHint}
        value={placeId}
        onChange={(event) => setChosen(event.target.value)}
        data={known.map(({ id, name: label }) => ({ value: id, label }))}
      />
      <NativeSelect
        label={w.component}
        description={w.componentHint}
        value={componentId}
        onChange={(event) => setComponent(event.target.value)}
        data={[
          { value: '', label: w.noComponent },
          ...(registered ?? []).map(({ id, name: label, serial }) => ({
            value: id,
            label: `${label} · ${serial}`,
          })),
        ]}
      />
    </FormDialog>
  );
}
