import { describe, expect, it } from 'vitest';
import { createContentReader } from './content-reader.ts';

const page = (storage: string, title = 'Keys') => ({ title, storage });

describe('the reader that services use', () => {
  it('tells fingerprint and includes, and lets others run on a long page', async () => {
    let pauses = 0;
    const reader = createContentReader({
      pause: () => {
        pauses += 1;
        return Promise.resolve();
      },
    });
    const short = await reader.read(page('<p><ac:image><ri:attachment ri:filename="a.png"/></ac:image></p>'));
    expect(short).toMatchObject({ ok: true, value: { includes: [{ kind: 'attachment', name: 'a.png' }] } });
    await reader.read(page('<p>Every owner rotates keys.</p>'.repeat(60_000)));
    expect(pauses).toBeGreaterThan(0);
  });

  it('refuses what is larger than Confluence keeps', async () => {
    const reader = createContentReader({ pause: () => Promise.resolve() });
    const large = page('x'.repeat(5_000_001));
    expect(await reader.read(large)).toEqual({ ok: false, error: { kind: 'invalid', where: 'tooLarge' } });
    expect(await reader.cause(page(''), large)).toEqual({ ok: false, error: { kind: 'invalid', where: 'tooLarge' } });
    expect(await reader.cause(large, page(''))).toMatchObject({ ok: false });
    expect((await reader.read(page('x'.repeat(4_000_000)))).ok).toBe(true);
  });

  it('tells the worst change, none exactly when the fingerprints are equal', async () => {
    const reader = createContentReader({ pause: () => Promise.resolve() });
    const before = page('<p>Keep <b>30</b> days</p>');
    const same = page('<p local-id="2">Keep <strong>30</strong> days</p>');
    const print = async (version: typeof before) => {
      const result = await reader.read(version);
      return result.ok ? result.value.fingerprint : null;
    };
    expect(await print(before)).toBe(await print(same));
    expect(await reader.cause(before, same)).toEqual({ ok: true, value: 'none' });
    expect(await reader.cause(before, page('<p>Keep <b>90</b> days</p>'))).toEqual({ ok: true, value: 'facts' });
    expect(await reader.cause(before, page(before.storage, 'Tokens'))).toEqual({ ok: true, value: 'title' });
    expect(await reader.excerpt(before.storage, null)).toEqual({ ok: true, value: null });
  });
});
