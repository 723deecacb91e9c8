import { computed, effect, untracked } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { createDraftDesk, NewChangeSet, type SiteChoice, sitesFor } from '../../components/draft/index.ts';
import type { ReviewActions } from '../../components/panel/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import { type BoardPlace, type ChangeSetView, wholeBoard } from '../../lib/domain/index.ts';
import { topicSignal } from '../../lib/state/index.ts';
import type { Address } from './address.ts';

export interface DraftViewOptions {
  readonly bus: BusClient;
  readonly abort: AbortSignal;
  readonly address: Address;
  readonly actions: ReviewActions;
}

export interface DraftView {
  readonly View: FunctionComponent;
  /** Begins a draft whose pages go to this set, and shows it. */
  addPages(set: ChangeSetView): void;
}

const list: BoardPlace = { kind: 'list', query: wholeBoard, open: null };

/**
 * The change set being made, on the dashboard. A module of its own, fetched when it is first needed. What lies on the desk follows the
 * address; leaving it keeps the draft.
 */
export const createDraftView = ({ bus, abort, address, actions }: DraftViewOptions): DraftView => {
  const desk = createDraftDesk({ bus, page: window, abort });
  const settings = topicSignal(bus, 'settings', {}, { signal: abort });
  const sites = computed((): readonly SiteChoice[] | null => (settings.value.kind === 'ready' ? sitesFor(settings.value.value) : null));
  const follow = effect(() => {
    const place = address.place.value;
    if (place.kind !== 'draft') return untracked(() => desk.leave());
    const { draftId } = place;
    if (draftId !== null) return untracked(() => void desk.open(draftId));
    // With one site and nothing to go on with there is nothing to choose.
    const [only, another] = sites.value ?? [];
    const drafts = desk.drafts.value;
    const isPlain = only !== undefined && another === undefined && drafts.kind === 'ready' && drafts.value.length === 0;
    if (isPlain) untracked(() => desk.current.peek().kind === 'none' && desk.begin({ kind: 'empty' }, only));
    return undefined;
  });
  // Once something of it is stored the draft has an address of its own, which a reload brings back.
  const name = effect(() => {
    const place = address.place.value;
    const current = desk.current.value;
    if (place.kind !== 'draft' || current.kind !== 'open') return;
    const { id } = current.model.draft.value;
    const drafts = desk.drafts.value;
    const isStored = drafts.kind === 'ready' && drafts.value.some((draft) => draft.id === id);
    if (place.draftId !== id && isStored) untracked(() => address.go({ kind: 'draft', draftId: id }, 'replace'));
  });
  for (const stop of [follow, name]) abort.addEventListener('abort', stop, { once: true });

  return {
    View: () => (
      <NewChangeSet
        desk={desk}
        sites={sites.value}
        start={{ kind: 'empty' }}
        actions={actions}
        onOpenSet={({ connectionId, changeSetId }) => address.go({ ...list, open: { connectionId, changeSetId } }, 'push')}
        onLeave={() => address.go(list, 'push')}
      />
    ),
    addPages: ({ connectionId, siteOrigin, id, title, spaceId }) => {
      const siteName = sites.peek()?.find((site) => site.connectionId === connectionId)?.siteName ?? new URL(siteOrigin).host;
      const draftId = desk.begin({ kind: 'target', target: { changeSetId: id, title, spaceId } }, { connectionId, siteOrigin, siteName });
      address.go({ kind: 'draft', draftId }, 'push');
    },
  };
};
