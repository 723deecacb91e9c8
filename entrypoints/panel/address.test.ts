import { describe, expect, it } from 'vitest';
import { askedIn } from './asked.ts';

const asked = (query: string) => askedIn(new URLSearchParams(query));

describe('the address of the confirmation window', () => {
  it('says which act on which set', () => {
    const target = { connectionId: 'c1', changeSetId: 'cs-1' };
    expect(asked('confirm=submit&connection=c1&changeSet=cs-1')).toEqual({ target, act: { kind: 'submit' } });
    expect(asked('confirm=archive&connection=c1&changeSet=cs-1')).toEqual({ target, act: { kind: 'archive' } });
    expect(asked('confirm=submitPage&connection=c1&changeSet=cs-1&page=42')).toEqual({ target, act: { kind: 'submitPage', pageId: '42' } });
  });

  it('asks for nothing when a part is missing or unknown', () => {
    expect(asked('')).toBeNull();
    expect(asked('side')).toBeNull();
    expect(asked('confirm=submit&connection=c1')).toBeNull();
    expect(asked('confirm=delete&connection=c1&changeSet=cs-1')).toBeNull();
    expect(asked('confirm=submitPage&connection=c1&changeSet=cs-1')).toBeNull();
  });
});
