import { type ReadonlySignal, signal } from '@preact/signals';
import { render } from 'preact';
import { createWatch } from '../../components/panel/index.ts';
import { createStateActions, type StateSubject, StatesPage } from '../../components/states/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import { type ChangeSetView, changeSetId, connectionId, pageId } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';

/**
 * What a window was opened to mark: `?states&connection=…&changeSet=…&page=…`, or `null`. The background checks the ids again with whatever is
 * sent.
 */
export const subjectIn = (params: URLSearchParams): StateSubject | null => {
  const connection = params.get('connection');
  const changeSet = params.get('changeSet');
  const page = params.get('page');
  if (!params.has('states') || connection === null || (changeSet === null && page === null)) return null;
  return {
    connectionId: connectionId(connection),
    changeSetId: changeSet === null ? null : changeSetId(changeSet),
    pageId: page === null ? null : pageId(page),
  };
};

export interface StatesViewOptions {
  readonly bus: BusClient;
  readonly isOnline: ReadonlySignal<boolean>;
  readonly abort: AbortSignal;
  readonly subject: StateSubject;
  readonly root: Element;
  readonly close: () => void;
}

const noSet: Remote<ChangeSetView | null> = { kind: 'ready', value: null, isStale: false };

/** Draws the window for page statuses. */
export const showStates = ({ bus, isOnline, abort, subject, root, close }: StatesViewOptions): void => {
  const { connectionId: connection, changeSetId: changeSet } = subject;
  const set = changeSet === null ? signal(noSet) : createWatch(bus, isOnline)({ connectionId: connection, changeSetId: changeSet }).remote;
  const run = topicSignal(bus, 'stateRun', {}, { signal: abort });
  const actions = createStateActions(bus);
  const View = () => (
    <StatesPage
      subject={subject}
      set={set.value.kind === 'ready' ? set.value.value : null}
      isLoading={set.value.kind === 'loading' && subject.pageId === null}
      run={run.value.kind === 'ready' ? run.value.value : null}
      actions={actions}
      onClose={close}
    />
  );
  render(<View />, root);
};
