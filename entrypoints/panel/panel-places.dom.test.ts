import { describe, expect, it } from 'vitest';
import { changeSetId, connectionId, draftId, type PanelPlace } from '../../lib/domain/index.ts';
import { createPanelPlaces, followAddress } from './panel-places.ts';

const set = (id: string): PanelPlace => ({ kind: 'set', connectionId: connectionId('acme'), changeSetId: changeSetId(id) });
const draft: PanelPlace = { kind: 'draft', draftId: null, target: null };
const page: PanelPlace = { kind: 'page', choosing: null };

describe('the places of the panel', () => {
  it('begins at the sets of the page, or where it was told, with a way back', () => {
    const places = createPanelPlaces();
    expect([places.place.value, places.hasBack.value]).toEqual([page, false]);
    const led = createPanelPlaces(set('a'));
    expect([led.place.value, led.hasBack.value]).toEqual([set('a'), true]);
    led.back();
    expect([led.place.value, led.hasBack.value]).toEqual([page, false]);
    led.back();
    expect(led.place.value).toEqual(page);
  });

  it('goes back the way it came', () => {
    const places = createPanelPlaces(set('a'));
    places.open(draft);
    places.nameDraft({ id: draftId('d1'), connectionId: connectionId('acme'), target: null });
    expect(places.place.value).toEqual({ ...draft, draftId: 'd1' });
    places.back();
    expect(places.place.value).toEqual(set('a'));
  });

  it('lies once above itself', () => {
    const places = createPanelPlaces();
    places.open(set('a'));
    places.open(set('a'));
    places.back();
    expect(places.hasBack.value).toBe(false);
  });

  it('opens the chooser over the page, as often as it is wished', () => {
    const places = createPanelPlaces(set('a'));
    const wish = (): PanelPlace => ({ kind: 'page', choosing: { instead: null } });
    places.open(wish());
    const first = places.place.value;
    places.open(wish());
    expect(places.place.value).not.toBe(first);
    expect(places.hasBack.value).toBe(false);
  });

  it('leaves a set with its tab, and keeps a draft', () => {
    const places = createPanelPlaces(set('a'));
    places.leaveTab();
    expect(places.place.value).toEqual(page);
    places.open(draft);
    places.leaveTab();
    expect(places.place.value).toEqual(draft);
  });

  it('shows what it is led to from outside, the page where nothing is named', () => {
    const places = createPanelPlaces();
    places.show('set=a&at=acme');
    expect(places.place.value).toEqual(set('a'));
    places.show('new=');
    expect(places.place.value).toEqual(draft);
    places.show('');
    expect([places.place.value, places.hasBack.value]).toEqual([page, false]);
  });

  it('follows its address, which a change of the theme leaves alone', async () => {
    location.hash = '#theme=dark&set=a&at=acme';
    const places = followAddress();
    expect(places.place.value).toEqual(set('a'));
    const heard = (hash: string) =>
      new Promise<void>((resolve) => {
        window.addEventListener('hashchange', () => resolve(), { once: true });
        location.hash = hash;
      });
    await heard('#theme=light');
    expect(places.place.value).toEqual(set('a'));
    await heard('#theme=light&new');
    expect(places.place.value).toEqual(draft);
    await heard('#theme=light&choose=1&wish=1');
    expect(places.place.value).toEqual({ kind: 'page', choosing: { instead: null } });
    await heard('');
  });
});
