import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { createDraftDesk, NewChangeSet, type SiteChoice, sitesFor } from '../../components/draft/index.ts';
import type { ReviewActions } from '../../components/panel/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import type { DraftStart, PageView, TabView } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';
import type { PanelPlaces } from './panel-places.ts';

export interface DraftViewOptions {
  readonly bus: BusClient;
  readonly abort: AbortSignal;
  readonly tabId: ReadonlySignal<number | null>;
  readonly isFramed: boolean;
  readonly tab: ReadonlySignal<Remote<TabView>>;
  readonly places: PanelPlaces;
  readonly actions: ReviewActions;
}

/** The site of the place in front, where a set can be made. */
export const siteInFront = (tab: Remote<TabView>): SiteChoice | null => {
  if (tab.kind !== 'ready') return null;
  const view = tab.value;
  const at = view.kind === 'page' ? view.page : view.kind === 'notReviewable' ? view : null;
  return at === null ? null : { connectionId: at.connectionId, siteOrigin: at.siteOrigin, siteName: at.siteName };
};

const pageIn = (tab: Remote<TabView>): PageView | null => (tab.kind === 'ready' && tab.value.kind === 'page' ? tab.value.page : null);

/**
 * The change set being made, in the panel. A module of its own, fetched when it is first needed: most panels are opened to look.
 * What lies on the desk follows the panel's place; leaving the place keeps the draft.
 */
export const createDraftView = ({ bus, abort, tabId, isFramed, tab, places, actions }: DraftViewOptions): FunctionComponent => {
  const desk = createDraftDesk({ bus, page: window, abort });
  // A frame speaks for the site that it lies in; only windows of our own hear of all of them.
  const settings = isFramed ? null : topicSignal(bus, 'settings', {}, { signal: abort });
  const sites = computed((): readonly SiteChoice[] | null => {
    const front = siteInFront(tab.value);
    if (settings === null) return tab.value.kind === 'loading' ? null : front === null ? [] : [front];
    if (settings.value.kind !== 'ready') return null;
    const all = sitesFor(settings.value.value);
    return [...all].sort((a, b) => Number(b.connectionId === front?.connectionId) - Number(a.connectionId === front?.connectionId));
  });
  const start = computed((): DraftStart => {
    const page = pageIn(tab.value);
    return page === null ? { kind: 'empty' } : { kind: 'page', pageId: page.page.id };
  });

  const stop = effect(() => {
    const place = places.place.value;
    if (place.kind !== 'draft') return untracked(() => desk.leave());
    const { draftId, target } = place;
    if (draftId !== null) return untracked(() => void desk.open(draftId));
    const known = sites.value;
    if (target !== null) {
      const site = known?.find((one) => one.connectionId === target.connectionId);
      if (site !== undefined) untracked(() => desk.begin({ kind: 'target', target }, site));
      return undefined;
    }
    // With one site and nothing to go on with there is nothing to choose.
    const [only] = known ?? [];
    const drafts = desk.drafts.value;
    const isPlain = known?.length === 1 && drafts.kind === 'ready' && drafts.value.length === 0;
    if (isPlain && only !== undefined) untracked(() => desk.current.peek().kind === 'none' && desk.begin(start.peek(), only));
    return undefined;
  });
  const stopNaming = effect(() => {
    const current = desk.current.value;
    if (current.kind === 'open') untracked(() => places.nameDraft(current.model.draft.peek()));
  });
  abort.addEventListener('abort', stop, { once: true });
  abort.addEventListener('abort', stopNaming, { once: true });

  const enlarge = async (): Promise<void> => {
    const current = desk.current.peek();
    if (current.kind !== 'open') return;
    const { id } = current.model.draft.peek();
    const saved = await current.model.save();
    if (!saved.ok) return;
    const opened = await actions.openDashboard({ place: `new=${id}` });
    if (opened.ok) places.back();
  };

  return () => {
    const page = pageIn(tab.value);
    return (
      <NewChangeSet
        desk={desk}
        sites={sites.value}
        start={start.value}
        here={page === null ? null : { pageId: page.page.id, title: page.page.title, siteOrigin: page.siteOrigin }}
        readTab={() => bus.request('tab.read', { tabId: tabId.peek() })}
        actions={actions}
        onOpenSet={(target) => {
          places.back();
          places.open({ kind: 'set', ...target });
        }}
        onLeave={places.back}
        onEnlarge={() => void enlarge()}
      />
    );
  };
};
