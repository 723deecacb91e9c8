import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { createDraftDesk, NewChangeSet, type SiteChoice, sitesFor } from '../../components/draft/index.ts';
import type { ReviewActions } from '../../components/panel/index.ts';
import type { BusClient } from '../../lib/bus/index.ts';
import { siteLinkedMost, type TabView } from '../../lib/domain/index.ts';
import { type Remote, topicSignal } from '../../lib/state/index.ts';
import type { Making } from './popup-model.ts';

export interface NewSetOptions {
  readonly bus: BusClient;
  readonly abort: AbortSignal;
  readonly tabId: number;
  readonly tab: ReadonlySignal<Remote<TabView>>;
  readonly making: ReadonlySignal<Making | null>;
  readonly actions: ReviewActions;
  /** Back to the queue. */
  readonly onBack: () => void;
  /** Something was opened in a tab: the popup has done its work. */
  readonly onLeave: () => void;
}

/** The likeliest first: the one that the tab links to most, else in the order of the settings. */
const inOrder = (sites: readonly SiteChoice[], making: Making | null): readonly SiteChoice[] => {
  const likeliest = making?.kind === 'start' && making.start.kind === 'tab' ? siteLinkedMost(making.start.contents, sites) : null;
  return likeliest === null ? sites : [likeliest, ...sites.filter((site) => site !== likeliest)];
};

/** The change set being made, in the popup. A module of its own, fetched when it is first needed; closing the popup keeps the draft. */
export const createNewSet = ({ bus, abort, tabId, tab, making, actions, onBack, onLeave }: NewSetOptions): FunctionComponent => {
  const desk = createDraftDesk({ bus, page: window, abort });
  const settings = topicSignal(bus, 'settings', {}, { signal: abort });
  const sites = computed((): readonly SiteChoice[] | null =>
    settings.value.kind === 'ready' ? inOrder(sitesFor(settings.value.value), making.value) : null,
  );
  const stop = effect(() => {
    const wanted = making.value;
    if (wanted === null) return untracked(() => desk.leave());
    if (wanted.kind === 'draft') return untracked(() => void desk.open(wanted.draftId));
    const { start, site } = wanted;
    if (site !== null) return untracked(() => void desk.begin(start, site));
    // With one site, and nothing to go on with instead, there is nothing to choose.
    const [only, another] = sites.value ?? [];
    const drafts = desk.drafts.value;
    const isPlain = start.kind === 'tab' || (drafts.kind === 'ready' && drafts.value.length === 0);
    if (only !== undefined && another === undefined && isPlain)
      untracked(() => desk.current.peek().kind === 'none' && desk.begin(start, only));
    return undefined;
  });
  abort.addEventListener('abort', stop, { once: true });

  const enlarge = async (): Promise<void> => {
    const current = desk.current.peek();
    if (current.kind !== 'open') return;
    const saved = await current.model.save();
    if (!saved.ok) return;
    const opened = await actions.openDashboard({ place: `new=${current.model.draft.peek().id}` });
    if (opened.ok) onLeave();
  };

  return () => {
    const view = tab.value;
    const front = view.kind === 'ready' && view.value.kind === 'page' ? view.value.page : null;
    const wanted = making.value;
    return (
      <NewChangeSet
        desk={desk}
        sites={sites.value}
        start={wanted?.kind === 'start' ? wanted.start : { kind: 'empty' }}
        here={front === null ? null : { pageId: front.page.id, title: front.page.title, siteOrigin: front.siteOrigin }}
        readTab={() => bus.request('tab.read', { tabId })}
        actions={actions}
        onOpenSet={(target) => void actions.openSet(target).then((opened) => (opened.ok ? onLeave() : undefined))}
        onLeave={onBack}
        onEnlarge={() => void enlarge()}
      />
    );
  };
};
