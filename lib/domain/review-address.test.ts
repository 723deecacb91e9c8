import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSetId, connectionId, pageId, type ReviewPlace, reviewAddressOf, reviewPlaceAt } from './index.ts';

const id = fc.stringMatching(/^[\w:~.-]{1,40}$/);
const anyPlace: fc.Arbitrary<ReviewPlace> = fc.record({
  what: fc.constantFrom('changes' as const, 'record' as const),
  connectionId: id.map(connectionId),
  changeSetId: id.map(changeSetId),
  basis: fc.constantFrom('approved' as const, 'looked' as const),
  pageId: fc.option(id.map(pageId)),
  isSideBySide: fc.boolean(),
  hidesViewed: fc.boolean(),
});

const whole: ReviewPlace = {
  what: 'changes',
  connectionId: connectionId('c1'),
  changeSetId: changeSetId('cs-184'),
  basis: 'approved',
  pageId: null,
  isSideBySide: false,
  hidesViewed: false,
};

describe('the address of a review', () => {
  it('brings every place back', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        expect(reviewPlaceAt(`#${reviewAddressOf(place)}`)).toEqual(place);
      }),
    );
  });

  it('is short for what is as usual, and can be read by people', () => {
    expect(reviewAddressOf(whole)).toBe('changes=c1%7Ccs-184');
    expect(reviewAddressOf({ ...whole, what: 'record', basis: 'looked', pageId: pageId('7'), isSideBySide: true, hidesViewed: true })).toBe(
      'record=c1%7Ccs-184&basis=looked&page=7&view=sides&viewed=hidden',
    );
    expect(reviewPlaceAt('#changes=c1|cs-184&basis=approved')).toEqual(whole);
  });

  it('names nothing that the bus would refuse, and leaves out what it does not understand', () => {
    for (const address of [
      '',
      '#',
      '#changes=',
      '#changes=c1',
      '#changes=c1|',
      '#changes=a b|c',
      '#changes=a|b|c',
      `#record=a|${'x'.repeat(129)}`,
    ])
      expect(reviewPlaceAt(address)).toBeNull();
    expect(reviewPlaceAt('#changes=c1|cs-184&basis=other&page=a%20b&view=3d')).toEqual(whole);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (address) => {
        const place = reviewPlaceAt(address);
        if (place !== null) expect(`${place.connectionId}${place.changeSetId}`).toMatch(/^[\w:~.-]+$/);
      }),
    );
  });
});
