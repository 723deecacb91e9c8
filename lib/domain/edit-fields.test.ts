import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedFields, fieldsOf, mergeFields, type SetFields, settleConflicts } from './index.ts';

const base: SetFields = { title: 'Keys', summary: 'Why', referenceUrl: 'https://example.org/1' };
const value = fc.constantFrom('a', 'b', 'c');
const fields: fc.Arbitrary<SetFields> = fc.record({
  title: value,
  summary: value,
  referenceUrl: fc.option(fc.constantFrom('https://a.example/', 'https://b.example/'), { nil: null }),
});

describe('what a person wrote', () => {
  it('is trimmed, and the reference gets its canonical spelling', () => {
    expect(checkedFields({ title: ' Keys ', summary: '\n', referenceUrl: ' HTTPS://Example.org ' })).toEqual({
      ok: true,
      value: { title: 'Keys', summary: '', referenceUrl: 'https://example.org/' },
    });
    expect(checkedFields({ referenceUrl: '  ' })).toEqual({ ok: true, value: { referenceUrl: null } });
    expect(checkedFields({ title: undefined, referenceUrl: null })).toEqual({ ok: true, value: { referenceUrl: null } });
    expect(checkedFields({})).toEqual({ ok: true, value: {} });
  });

  it.each(['javascript:alert(1)', 'file:///etc', 'example.org', 'https://'])('is refused with the reference %s', (referenceUrl) => {
    expect(checkedFields({ referenceUrl })).toEqual({ ok: false, error: { kind: 'invalid', where: 'referenceUrl' } });
  });

  it('is refused without a title', () => {
    expect(checkedFields({ title: ' \t' })).toEqual({ ok: false, error: { kind: 'invalid', where: 'title.empty' } });
  });
});

describe('three versions of a set’s fields', () => {
  it('writes what only we changed and asks about what both changed', () => {
    const theirs = { ...base, title: 'Their keys', summary: 'Why' };
    expect(mergeFields(base, { title: 'Our keys', summary: 'Because' }, theirs)).toEqual({
      patch: { summary: 'Because' },
      conflicts: [{ field: 'title', ours: 'Our keys', theirs: 'Their keys' }],
    });
  });

  it('takes another spelling of the same reference, or spaces around a text, for no change', () => {
    const theirs = { ...base, title: ' Keys', referenceUrl: 'https://EXAMPLE.org/1' };
    expect(mergeFields(base, { ...base, summary: 'Because' }, theirs)).toEqual({ patch: { summary: 'Because' }, conflicts: [] });
  });

  it('writes each field of ours at most once, never one we left alone, and never over something we have not seen', () => {
    fc.assert(
      fc.property(fields, fields, fields, (from, ours, theirs) => {
        const { patch, conflicts } = mergeFields(from, ours, theirs);
        for (const name of ['title', 'summary', 'referenceUrl'] as const) {
          const isPatched = name in patch;
          const isContested = conflicts.some(({ field }) => field === name);
          const isChanged = ours[name] !== from[name] && ours[name] !== theirs[name];
          expect(isPatched || isContested).toBe(isChanged);
          expect(isPatched && isContested).toBe(false);
          if (isPatched) expect(theirs[name]).toBe(from[name]);
        }
      }),
    );
  });

  it('comes to an end whatever the person keeps: what is written then is theirs with our decisions', () => {
    fc.assert(
      fc.property(fields, fields, fields, fc.constantFrom('ours' as const, 'theirs' as const), (from, ours, theirs, keep) => {
        const { conflicts } = mergeFields(from, ours, theirs);
        const decided = settleConflicts({ base: from, fields: ours }, conflicts, keep);
        const again = mergeFields(decided.base, decided.fields, theirs);
        expect(again.conflicts).toEqual([]);
        const written = { ...theirs, ...again.patch };
        for (const { field } of conflicts) expect(written[field]).toBe(keep === 'ours' ? ours[field] : theirs[field]);
      }),
    );
  });

  it('are the set’s own', () => {
    expect(fieldsOf({ ...base, id: 's' } as unknown as Parameters<typeof fieldsOf>[0])).toEqual(base);
  });
});
