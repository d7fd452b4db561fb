// The chosen moment of the clip: one number, moved by slider, pointer and evidence links, read by everything with a cursor.
import { useEffect, useState } from 'preact/hooks';

export interface MomentStore {
  get(): number;
  set(time_s: number): void;
  subscribe(listener: () => void): () => void;
}

export function momentStore(first: number, last: number, start: number): MomentStore {
  const clamp = (t: number): number => Math.min(last, Math.max(first, t));
  let now = clamp(start);
  const listeners = new Set<() => void>();
  return {
    get: () => now,
    set(time_s) {
      const next = clamp(time_s);
      if (!Number.isFinite(next) || next === now) return;
      now = next;
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useMoment(store: MomentStore): number {
  const [now, setNow] = useState(store.get());
  useEffect(() => {
    setNow(store.get());
    return store.subscribe(() => setNow(store.get()));
  }, [store]);
  return now;
}
