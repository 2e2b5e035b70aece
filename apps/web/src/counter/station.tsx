import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { StationState } from '@rekam/protocol/http/counter-views.ts';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { call } from '../parts/client.ts';
import { type Action, useAction } from '../parts/use-action.ts';

const pollEveryMs = 2000;

interface Station {
  readonly state: StationState;
  /** False while the service on this computer does not answer; `state` is then the last one known. */
  readonly answering: boolean;
  readonly refresh: () => void;
  /** Takes over a state that an action answered with. */
  readonly adopt: (state: StationState) => void;
}

const StationContext = createContext<Station | undefined>(undefined);

/** Asks the station for its state every two seconds and after each action. */
export function StationProvider(props: {
  readonly children: ReactNode;
  readonly waiting: (lost: boolean) => ReactNode;
}) {
  const [state, setState] = useState<StationState | null>(null);
  const [answering, setAnswering] = useState(true);
  const newest = useRef(0);
  const refresh = useCallback(() => {
    const asked = ++newest.current;
    void call(counterApi.getState).then((answered) => {
      // An answer that was overtaken by a later question, or by an action, says nothing new.
      if (asked !== newest.current) return;
      setAnswering(answered.ok);
      if (answered.ok) setState(answered.value);
    });
  }, []);
  const adopt = useCallback((adopted: StationState) => {
    newest.current += 1;
    setState(adopted);
    setAnswering(true);
  }, []);
  useEffect(() => {
    refresh();
    const timer = setInterval(refresh, pollEveryMs);
    return () => clearInterval(timer);
  }, [refresh]);
  const station = useMemo(
    () => (state ? { state, answering, refresh, adopt } : undefined),
    [state, answering, refresh, adopt],
  );
  if (!station) return props.waiting(!answering);
  return <StationContext value={station}>{props.children}</StationContext>;
}

export function useStation(): Station {
  const station = useContext(StationContext);
  if (!station) throw new Error('StationProvider is missing around this screen');
  return station;
}

/** An action after which the status bar is asked for anew. */
export function useStationAction(): Action {
  return useAction(useStation().refresh);
}
