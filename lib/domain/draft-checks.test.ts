import { describe, expect, it } from 'vitest';
import type { Candidate, Draft } from './draft.ts';
import { candidateNotes, candidateProblem, draftProblems, draftSets, isIncluded, pagesPerSet } from './draft-checks.ts';
import { startDraft } from './draft-start.ts';
import { changeSetId, connectionId, draftId, pageId, spaceId } from './ids.ts';
import { contentKinds } from './ports.ts';

const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  pageId: pageId(id),
  kind: 'page',
  title: `Page ${id}`,
  spaceId: spaceId('1'),
  spaceName: 'Engineering',
  url: null,
  sourceIds: ['s1'],
  isRemoved: false,
  ...more,
});
const draft = (candidates: readonly Candidate[], more: Partial<Draft> = {}): Draft => ({
  ...startDraft(
    { kind: 'empty' },
    { connectionId: connectionId('acme'), siteOrigin: 'https://acme.atlassian.net' },
    draftId('d1'),
    '2026-11-23T10:00:00.000Z',
  ),
  title: 'Key rotation',
  candidates,
  ...more,
});
const target = { changeSetId: changeSetId('cs-1'), title: 'There', spaceId: spaceId('1') };
const problems = (of: Draft): readonly string[] => draftProblems(of).map(({ kind }) => kind);

describe('what can be in a set', () => {
  it('are pages, live docs and blog posts; everything else says what it is', () => {
    for (const kind of contentKinds) {
      const isApprovable = kind === 'page' || kind === 'liveDoc' || kind === 'blogPost';
      expect(candidateProblem(candidate('1', { kind }))).toBe(isApprovable ? null : kind);
      expect(isIncluded(candidate('1', { kind }))).toBe(isApprovable);
    }
  });

  it('needs a space, and that of the set that pages are added to', () => {
    expect(candidateProblem(candidate('1', { spaceId: null }))).toBe('noSpace');
    expect(candidateProblem(candidate('1', { spaceId: spaceId('2') }), target)).toBe('otherSpace');
    expect(candidateProblem(candidate('1'), target)).toBeNull();
    expect(isIncluded(candidate('1', { isRemoved: true }))).toBe(false);
  });

  it('is explained where a person should know more', () => {
    expect(candidateNotes(candidate('1'))).toEqual([]);
    expect(candidateNotes(candidate('1', { kind: 'liveDoc', sourceIds: ['s1', 's2'] }))).toEqual(['liveDoc', 'severalSources']);
    expect(candidateNotes(candidate('1', { kind: 'blogPost' }))).toEqual(['blogPost']);
  });
});

describe('draftSets', () => {
  it('makes one set per space, in the order of its first page', () => {
    const other = { spaceId: spaceId('2'), spaceName: null };
    const all = [
      candidate('1', other),
      candidate('2'),
      candidate('3', { ...other, spaceName: 'Operations' }),
      candidate('4', { isRemoved: true }),
      candidate('5', { kind: 'folder' }),
    ];
    expect(draftSets(draft(all))).toEqual([
      { spaceId: '2', spaceName: 'Operations', pageIds: ['1', '3'] },
      { spaceId: '1', spaceName: 'Engineering', pageIds: ['2'] },
    ]);
    expect(draftSets(draft(all, { target }))).toEqual([{ spaceId: '1', spaceName: 'Engineering', pageIds: ['2'] }]);
  });
});

describe('draftProblems', () => {
  it('finds none in a draft that can be made', () => {
    expect(draftProblems(draft([candidate('1')], { referenceUrl: ' https://github.com/acme/api/pull/184 ' }))).toEqual([]);
  });

  it('names what is missing or wrong', () => {
    expect(problems(draft([], { title: ' ' }))).toEqual(['noTitle', 'noPages']);
    for (const referenceUrl of ['SEC-42', 'javascript:alert(1)', 'ftp://x.example/', `https://x.example/${'a'.repeat(2_000)}`])
      expect(problems(draft([candidate('1')], { referenceUrl }))).toEqual(['badReference']);
    expect(problems(draft([candidate('1')], { title: 'x'.repeat(501), summary: 'y'.repeat(10_001) }))).toEqual([
      'titleTooLong',
      'summaryTooLong',
    ]);
    expect(problems(draft([candidate('1', { kind: 'folder' }), candidate('2', { isRemoved: true })]))).toEqual(['noPages']);
  });

  it('waits for sources that are being read', () => {
    const source = {
      id: 's1',
      from: { kind: 'tabs' },
      found: 0,
      total: null,
      cursor: null,
      error: null,
      notes: [],
    } as const;
    expect(problems(draft([candidate('1')], { sources: [{ ...source, state: 'reading' }] }))).toEqual(['stillReading']);
    expect(problems(draft([candidate('1')], { sources: [{ ...source, state: 'stopped' }] }))).toEqual([]);
  });

  it('counts the pages of each set', () => {
    const many = Array.from({ length: pagesPerSet + 1 }, (_, index) => candidate(String(index + 1)));
    expect(draftProblems(draft(many))).toEqual([{ kind: 'tooManyPages', spaceName: 'Engineering', pages: 1_001, most: 1_000 }]);
    expect(problems(draft([...many.slice(1), candidate('x', { spaceId: spaceId('2') })]))).toEqual([]);
  });

  it('asks for no fields when pages are added to a set that is there', () => {
    expect(problems(draft([candidate('1')], { target, title: '', referenceUrl: 'nonsense' }))).toEqual([]);
  });
});
