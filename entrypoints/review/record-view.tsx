import { computed, effect, signal, untracked } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { RecordPage } from '../../components/record/index.ts';
import { drawnStyles, standaloneHtml } from '../../components/review/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import type { ChangeSetView, ReviewRecord } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';
import type { Address } from './address.ts';

export interface RecordViewOptions {
  readonly bus: BusClient;
  readonly address: Address;
  readonly abort: AbortSignal;
  readonly saveFile: (name: string, html: string) => void;
  readonly print: () => void;
  /** Names the document: printers write it above each sheet, and files of what is printed are named after it. */
  readonly entitle: (title: string) => void;
}

/** The review record of the set that the address names, read when it is opened and when it is asked for again. */
export const createRecordView = ({ bus, address, abort, saveFile, print, entitle }: RecordViewOptions): FunctionComponent => {
  const set = signal<Remote<ChangeSetView | null>>({ kind: 'loading' });
  const record = signal<Remote<ReviewRecord>>({ kind: 'loading' });
  const key = computed(() => {
    const place = address.place.value;
    return place?.what === 'record' ? `${place.connectionId}|${place.changeSetId}` : null;
  });
  let reading = 0;

  const read = async (): Promise<void> => {
    const place = address.place.peek();
    if (place === null) return;
    reading += 1;
    const mine = reading;
    record.value = { kind: 'loading' };
    const result = await bus.request('record.read', { connectionId: place.connectionId, changeSetId: place.changeSetId });
    // Another set, or another reading, took its place.
    if (mine !== reading) return;
    record.value = result.ok ? { kind: 'ready', value: result.value, isStale: false } : { kind: 'failed', error: result.error };
  };

  const stop = effect(() => {
    const place = key.value === null ? null : address.place.peek();
    if (place === null) return undefined;
    const end = new AbortController();
    const followed = untracked(() =>
      topicSignal(bus, 'changeSet', { connectionId: place.connectionId, changeSetId: place.changeSetId }, { signal: end.signal }),
    );
    const unfollow = untracked(() =>
      effect(() => {
        set.value = followed.value;
      }),
    );
    untracked(() => void read());
    return () => {
      unfollow();
      end.abort();
    };
  });
  const stopNaming = effect(() => {
    if (key.value !== null && set.value.kind === 'ready' && set.value.value !== null) entitle(`Review record: ${set.value.value.title}`);
  });
  const end = (): void => {
    stop();
    stopNaming();
  };
  abort.addEventListener('abort', end, { once: true });

  return () => {
    const place = address.place.value;
    return (
      <main>
        <RecordPage
          set={set.value}
          record={record.value}
          pageId={place?.pageId ?? null}
          onChoosePage={(pageId) => place !== null && address.go({ ...place, pageId }, 'replace')}
          onRefresh={() => void read()}
          onPrint={print}
          onSave={(name, title, body) => saveFile(name, standaloneHtml({ title, body, css: drawnStyles(document.styleSheets) }))}
        />
      </main>
    );
  };
};
