import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useEffect, useState } from 'react';
import { call } from '../../parts/client.ts';

/** Kelurahan and kecamatan by name, as they are read aloud; the code until they are known. */
export function useKelurahanName(code: string): string {
  const [name, setName] = useState(code);
  useEffect(() => {
    let gone = false;
    void call(counterApi.listKelurahan).then((answered) => {
      const found = answered.ok ? answered.value.find((one) => one.code === code) : undefined;
      if (found && !gone) setName(`${found.name}, ${found.kecamatanName}`);
    });
    return () => {
      gone = true;
    };
  }, [code]);
  return name;
}
