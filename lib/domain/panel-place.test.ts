import { describe, expect, it } from 'vitest';
import { changeSetId, connectionId } from './ids.ts';
import { linkedSetIn, panelPlaceIn, setPlace } from './panel-place.ts';

describe('the address of the panel', () => {
  it('names the chooser, perhaps in place of an add', () => {
    expect(panelPlaceIn('#theme=dark&choose=1')).toEqual({ kind: 'page', choosing: { instead: null } });
    expect(panelPlaceIn('#theme=dark&choose=1&instead=op-7')).toEqual({ kind: 'page', choosing: { instead: 'op-7' } });
  });

  it('names one set, with or without its connection', () => {
    expect(panelPlaceIn('#theme=dark&set=cs-1')).toEqual({ kind: 'set', connectionId: null, changeSetId: 'cs-1' });
    const address = setPlace(connectionId('c~1'), changeSetId('ari:cloud.x~1'));
    expect(panelPlaceIn(`#theme=light&${address}`)).toEqual({ kind: 'set', connectionId: 'c~1', changeSetId: 'ari:cloud.x~1' });
  });

  it('names a draft, a new one or one that was begun', () => {
    expect(panelPlaceIn('#theme=dark&new')).toEqual({ kind: 'draft', draftId: null, target: null });
    expect(panelPlaceIn('#new=d1')).toEqual({ kind: 'draft', draftId: 'd1', target: null });
  });

  it('names nothing that is not an id, and nothing when only the theme changes', () => {
    for (const hash of ['', '#', '#theme=dark', '#set=', '#set=a%20b', '#set=%3Cscript%3E', `#set=${'x'.repeat(129)}`])
      expect(panelPlaceIn(hash)).toBeNull();
    expect(panelPlaceIn('#set=cs-1&at=a/b')).toEqual({ kind: 'set', connectionId: null, changeSetId: 'cs-1' });
  });
});

describe('a link to a set', () => {
  it('is read from the address of a page, also beside what Confluence keeps there', () => {
    expect(linkedSetIn('#sheaf=cs-184')).toBe('cs-184');
    expect(linkedSetIn('#Heading-1&sheaf=cs-184')).toBe('cs-184');
    expect(linkedSetIn('#sheaf=cs-184&focusedCommentId=7')).toBe('cs-184');
    expect(linkedSetIn('#sheaf=ari%3Acloud%7E1')).toBe('ari:cloud~1');
  });

  it('is nothing else than an id', () => {
    for (const hash of ['', '#Heading', '#xsheaf=1', '#my-sheaf=1', '#sheaf=', '#sheaf=a b', '#sheaf=a%2Fb', `#sheaf=${'x'.repeat(129)}`])
      expect(linkedSetIn(hash)).toBeNull();
  });
});
