/**
 * Page statuses ("content states") with the rules that were measured on the real service, see reference/confluence.md section 1:
 * ids win over names, an unmatched name silently makes a custom status for ever, a write on `current` publishes a version.
 */
import type { Variants } from '../faults.ts';
import type { Clock, ContentState, Page, PageStates, PageVersion, Person, SiteContent } from '../model.ts';

/** A space that never customised its list answers with these ids: 0 is one of them. */
export const defaultStates: readonly ContentState[] = [
  { id: 0, name: 'Rough draft', color: '#ffc400' },
  { id: 1, name: 'In progress', color: '#2684ff' },
  { id: 2, name: 'Ready for review', color: '#57d9a3' },
  { id: 3, name: 'Verified', color: '#1d7afc' },
];

const offeredCustomStates = 3;
const longestName = 20;

export interface PageStatesOptions {
  clock: Clock;
  settings: ReadonlyMap<string, { customStates: boolean; states: readonly ContentState[] }>;
  currentVersion(page: Page): PageVersion;
  publish: SiteContent['publish'];
  saveDraft: SiteContent['saveDraft'];
  variants: Variants;
}

export function createPageStates(options: PageStatesOptions): PageStates {
  const { clock, currentVersion, publish, saveDraft, variants } = options;
  /** Per account, most recently used first; never shortened, because nothing deletes a custom status. */
  const customByAccount = new Map<string, ContentState[]>();
  let lastCustomId = 38_240_113;

  const settingsOf = (spaceId: string) => {
    const { customStates, states } = options.settings.get(spaceId) ?? { customStates: true, states: defaultStates };
    return { customStates: customStates && !variants.has('states.customOff'), states: variants.has('states.spaceOff') ? [] : states };
  };

  /** "Verified" is offered to the page's owner alone. */
  const offered: PageStates['offered'] = (person, page) =>
    settingsOf(page.spaceId).states.filter((state) => state.name !== 'Verified' || page.ownerId === person.accountId);

  const customOf: PageStates['customOf'] = (person) => (customByAccount.get(person.accountId) ?? []).slice(0, offeredCustomStates);

  const use = (person: Person, state: ContentState): void => {
    const others = (customByAccount.get(person.accountId) ?? []).filter((known) => known.id !== state.id);
    customByAccount.set(person.accountId, [state, ...others]);
  };

  const resolve = (person: Person, page: Page, wish: { id?: number; name?: string; color?: string }): ReturnType<PageStates['write']> => {
    const settings = settingsOf(page.spaceId);
    const custom = customByAccount.get(person.accountId) ?? [];
    if (wish.id !== undefined) {
      const ofSpace = settings.states.find((state) => state.id === wish.id);
      if (ofSpace !== undefined) {
        const allowed = offered(person, page).includes(ofSpace);
        return allowed ? { ok: true, state: ofSpace } : { ok: false, refusal: 'stateNotAllowed' };
      }
      const own = settings.customStates ? custom.find((state) => state.id === wish.id) : undefined;
      return own === undefined ? { ok: false, refusal: 'unknownState' } : { ok: true, state: own };
    }
    const color = wish.color?.toLowerCase();
    if (color === undefined || !/^#[0-9a-f]{6}$/.test(color)) return { ok: false, refusal: 'badColor' };
    const name = wish.name ?? '';
    if (name === '' || name.length > longestName) return { ok: false, refusal: 'nameTooLong' };
    const known = [...offered(person, page), ...(settings.customStates ? custom : [])].find(
      (state) => state.name === name && state.color.toLowerCase() === color,
    );
    if (known !== undefined) return { ok: true, state: known };
    if (!settings.customStates) return { ok: false, refusal: 'customSwitchedOff' };
    lastCustomId += 16_387;
    return { ok: true, state: { id: lastCustomId, name, color } };
  };

  const put = (person: Person, page: Page, copy: 'current' | 'draft', state: ContentState | null): void => {
    if (copy === 'current') {
      publish(page.id, { authorId: person.accountId, state });
      // The draft keeps its text and takes over the status: publishing it later does not bring the old one back.
      if (page.draft !== null) page.draft.state = state;
      return;
    }
    const { title, storage } = page.draft ?? currentVersion(page);
    saveDraft(page.id, { title, storage });
    if (page.draft !== null) page.draft.state = state;
  };

  const lastChange = (page: Page): string | null => {
    for (let at = page.versions.length - 1; at >= 0; at -= 1) {
      const before = page.versions[at - 1]?.state ?? null;
      if ((page.versions[at]?.state?.id ?? null) !== (before?.id ?? null)) return page.versions[at]?.createdAt ?? null;
    }
    return null;
  };

  return {
    settings: (spaceId) => {
      const { customStates, states } = settingsOf(spaceId);
      return { spaceStatesAllowed: states.length > 0, customStatesAllowed: customStates, states };
    },
    offered,
    customOf,
    read: (page, copy) => {
      if (copy === 'draft') {
        const state = page.draft === null ? currentVersion(page).state : page.draft.state;
        return { state, lastUpdated: state === null ? null : (lastChange(page) ?? clock.now()) };
      }
      return { state: currentVersion(page).state, lastUpdated: lastChange(page) };
    },
    write: (person, page, copy, wish) => {
      const outcome = resolve(person, page, wish);
      if (!outcome.ok) return outcome;
      if (!settingsOf(page.spaceId).states.some((state) => state.id === outcome.state.id)) use(person, outcome.state);
      put(person, page, copy, outcome.state);
      return outcome;
    },
    remove: (person, page, copy) => put(person, page, copy, null),
  };
}
