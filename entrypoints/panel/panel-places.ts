import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Draft, type PanelPlace, panelPlaceIn } from '../../lib/domain/index.ts';

/** Where the panel is, and how it got there. */
export interface PanelPlaces {
  readonly place: ReadonlySignal<PanelPlace>;
  /** Whether there is a place to go back to. */
  readonly hasBack: ReadonlySignal<boolean>;
  open(place: PanelPlace): void;
  /** The place that an address names, the sets of the page when it names none. */
  show(address: string): void;
  back(): void;
  /** The draft in front is this one: it is found again by its name. */
  nameDraft(draft: Pick<Draft, 'id' | 'connectionId' | 'target'>): void;
  /** Another tab is in front: what was shown belonged to the one before. A draft stays. */
  leaveTab(): void;
}

const thePage: PanelPlace = { kind: 'page', choosing: null };

/**
 * The sets of the page in front are the ground; what is opened lies above, the last on top. Not the browser's own history: in a frame
 * its Back button belongs to the page.
 */
export const createPanelPlaces = (first: PanelPlace | null = null): PanelPlaces => {
  const ground = signal<PanelPlace>(thePage);
  const above = signal<readonly PanelPlace[]>([]);
  const place = computed(() => above.value.at(-1) ?? ground.value);

  const open = (next: PanelPlace): void => {
    if (next.kind === 'page') {
      ground.value = next;
      above.value = [];
      return;
    }
    const known = above.peek();
    const isShown = JSON.stringify(known.at(-1)) === JSON.stringify(next);
    if (!isShown) above.value = [...known, next];
  };

  if (first !== null) open(first);
  return {
    place,
    hasBack: computed(() => above.value.length > 0),
    open,
    show: (address) => open(panelPlaceIn(address) ?? thePage),
    back: () => {
      above.value = above.peek().slice(0, -1);
    },
    nameDraft: ({ id, connectionId, target }) => {
      const known = above.peek();
      const front = known.at(-1);
      if (front?.kind !== 'draft' || front.draftId === id) return;
      const named: PanelPlace = { kind: 'draft', draftId: id, target: target === null ? null : { connectionId, ...target } };
      above.value = [...known.slice(0, -1), named];
    },
    leaveTab: () => {
      if (place.peek().kind !== 'draft') open(thePage);
    },
  };
};

/** The panel's places, led by its address: a change that names none, such as of the theme, leaves everything as it is. */
export const followAddress = (): PanelPlaces => {
  const places = createPanelPlaces(panelPlaceIn(location.hash));
  window.addEventListener('hashchange', () => {
    const named = panelPlaceIn(location.hash);
    if (named !== null) places.open(named);
  });
  return places;
};
