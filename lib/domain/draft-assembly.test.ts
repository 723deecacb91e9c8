import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, FoundContent, SourceKind } from './draft.ts';
import {
  addFound,
  candidateLimit,
  changeSource,
  hasRoomFor,
  isSameSource,
  withCandidate,
  withNotes,
  withoutCandidate,
  withoutKind,
  withoutSource,
  withSource,
} from './draft-assembly.ts';
import { startDraft } from './draft-start.ts';
import { connectionId, draftId, pageId, spaceId } from './ids.ts';
import type { ContentKind } from './ports.ts';

const empty = startDraft(
  { kind: 'empty' },
  { connectionId: connectionId('acme'), siteOrigin: 'https://acme.atlassian.net' },
  draftId('d1'),
  '2026-11-23T10:00:00.000Z',
);
const label = (name: string): SourceKind => ({ kind: 'label', label: name });
const withSources = (...ids: readonly string[]): Draft => ids.reduce((draft, id) => withSource(draft, id, label(id)), empty);
const found = (id: string, more: Partial<FoundContent> = {}): FoundContent => ({
  id: pageId(id),
  kind: 'page',
  title: `Page ${id}`,
  spaceId: spaceId('1'),
  spaceName: 'Engineering',
  url: null,
  ...more,
});
const listed = (draft: Draft): readonly string[] => draft.candidates.map(({ pageId: id, sourceIds }) => `${id} ${sourceIds.join('+')}`);

describe('putting a draft together', () => {
  it('has one candidate per page, with every source that named it', () => {
    const draft = withSources('s1', 's2');
    const one = addFound(draft, 's1', [found('1'), found('2'), found('1')]);
    expect(listed(addFound(one, 's2', [found('2'), found('3')]))).toEqual(['1 s1', '2 s1+s2', '3 s2']);
  });

  it('lists pages by the first source that names them, also when that one answers last', () => {
    const late = addFound(withSources('s1', 's2'), 's2', [found('2'), found('3')]);
    expect(listed(addFound(late, 's1', [found('3'), found('1')]))).toEqual(['3 s1+s2', '1 s1', '2 s2']);
  });

  it('keeps out what was taken out, whatever names it later, until it is put back', () => {
    const draft = withoutCandidate(addFound(withSources('s1', 's2'), 's1', [found('1')]), pageId('1'));
    const again = addFound(draft, 's2', [found('1')]);
    expect(again.candidates).toMatchObject([{ isRemoved: true, sourceIds: ['s1', 's2'] }]);
    const gone = withoutSource(withoutSource(again, 's1'), 's2');
    expect(addFound(withSource(gone, 's3', label('x')), 's3', [found('1')]).candidates).toMatchObject([{ isRemoved: true }]);
    expect(withCandidate(again, pageId('1')).candidates).toMatchObject([{ isRemoved: false }]);
  });

  it('takes a source out with the pages that it alone named', () => {
    const one = addFound(withSources('s1', 's2'), 's1', [found('1'), found('2')]);
    const both = addFound(one, 's2', [found('2'), found('3')]);
    expect(listed(withoutSource(both, 's1'))).toEqual(['2 s2', '3 s2']);
    expect(withoutSource(both, 's1').sources.map(({ id }) => id)).toEqual(['s2']);
  });

  it('takes out everything of one kind', () => {
    const draft = addFound(withSources('s1'), 's1', [found('1'), found('2', { kind: 'folder' }), found('3', { kind: 'folder' })]);
    expect(withoutKind(draft, 'folder').candidates.map(({ isRemoved }) => isRemoved)).toEqual([false, true, true]);
  });

  it('takes the more exact of two readings', () => {
    const hidden = addFound(withSources('s1', 's2'), 's1', [
      found('1', { kind: 'notVisible', title: null, spaceId: null, spaceName: null }),
    ]);
    const seen = addFound(hidden, 's2', [found('1', { kind: 'liveDoc' })]);
    expect(addFound(seen, 's1', [found('1')]).candidates).toMatchObject([{ kind: 'liveDoc', title: 'Page 1', spaceId: '1' }]);
  });

  it('forgets what arrives for a source that was removed', () => {
    const draft = withoutSource(withSources('s1'), 's1');
    expect(addFound(draft, 's1', [found('1')])).toBe(draft);
    expect(changeSource(draft, 's1', () => ({ found: 1 })).sources).toEqual([]);
  });

  it('holds no more than its limit', () => {
    const many = Array.from({ length: candidateLimit }, (_, index) => found(String(index + 1)));
    const full = addFound(withSources('s1', 's2'), 's1', many);
    expect(hasRoomFor(full, [found('1')])).toBe(true);
    expect(hasRoomFor(full, [found('x')])).toBe(false);
    expect(addFound(full, 's2', [found('1'), found('99999')]).candidates).toHaveLength(candidateLimit);
  });

  it('knows when two sources ask for the same', () => {
    const tree = (depth: number): SourceKind => ({ kind: 'descendants', pageId: pageId('1'), title: depth === 1 ? null : 'T', depth });
    const links = (isSelection: boolean): SourceKind => ({ kind: 'links', url: 'u', title: '', isSelection, references: [] });
    expect(isSameSource(label('a'), label('a'))).toBe(true);
    expect(isSameSource(label('a'), label('b'))).toBe(false);
    expect(isSameSource(tree(1), { ...tree(2), depth: 1 } as SourceKind)).toBe(true);
    expect(isSameSource(tree(1), tree(2))).toBe(false);
    expect(isSameSource(links(true), links(false))).toBe(false);
    expect(isSameSource({ kind: 'tabs' }, { kind: 'tabs' })).toBe(true);
  });

  it('keeps each note once', () => {
    const note = { text: 'x', because: 'otherSite' } as const;
    expect(withNotes([note], [{ ...note }, { ...note, text: 'y' }])).toHaveLength(2);
  });

  const ids = ['1', '2', '3', '4', '5', '6'];
  const kinds: readonly ContentKind[] = ['page', 'liveDoc', 'folder', 'notVisible', 'other', 'blogPost'];
  const content = fc.record({ id: fc.constantFrom(...ids), kind: fc.constantFrom(...kinds), title: fc.constantFrom(null, 'A', 'B') });
  /** Per source its answers, each some contents. */
  const answers = fc.array(fc.array(fc.array(content, { maxLength: 4 }), { maxLength: 3 }), { minLength: 1, maxLength: 4 });

  it('comes out the same in whatever order sources answer', () => {
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.nat(3)), (perSource, choices) => {
        const names = perSource.map((_, index) => `s${index + 1}`);
        const add = (draft: Draft, at: number, items: readonly (typeof perSource)[number][number][number][]): Draft =>
          addFound(
            draft,
            names[at] ?? '',
            items.map(({ id, ...more }) => found(id, more)),
          );
        let inTurn = withSources(...names);
        for (const [at, all] of perSource.entries()) for (const items of all) inTurn = add(inTurn, at, items);
        let mixed = withSources(...names);
        const left = perSource.map((all) => [...all]);
        while (left.some((all) => all.length > 0)) {
          const open = left.flatMap((all, at) => (all.length > 0 ? [at] : []));
          const at = open[Number(choices.next().value) % open.length] ?? 0;
          mixed = add(mixed, at, left[at]?.shift() ?? []);
        }
        expect(mixed.candidates).toEqual(inTurn.candidates);
      }),
    );
  });

  it('stays whole through any acts: one candidate a page, known sources only, removed ones removed', () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('find' as const), source: fc.nat(4), items: fc.array(content, { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('remove' as const), id: fc.constantFrom(...ids) }),
      fc.record({ kind: fc.constant('drop' as const), source: fc.nat(4) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let draft = withSources('s0', 's1', 's2', 's3', 's4');
        const removed = new Set<string>();
        for (const step of acts) {
          if (step.kind === 'find')
            draft = addFound(
              draft,
              `s${step.source}`,
              step.items.map(({ id, ...more }) => found(id, more)),
            );
          else if (step.kind === 'drop') draft = withoutSource(draft, `s${step.source}`);
          else {
            if (draft.candidates.some((candidate) => candidate.pageId === step.id)) removed.add(step.id);
            draft = withoutCandidate(draft, pageId(step.id));
          }
          const known = new Set(draft.sources.map(({ id }) => id));
          expect(new Set(draft.candidates.map((candidate) => candidate.pageId)).size).toBe(draft.candidates.length);
          for (const candidate of draft.candidates) {
            expect(candidate.isRemoved).toBe(removed.has(candidate.pageId));
            expect(candidate.sourceIds.every((id) => known.has(id))).toBe(true);
            expect(candidate.isRemoved || candidate.sourceIds.length > 0).toBe(true);
          }
        }
      }),
    );
  });
});
