import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { AppError } from '../../lib/domain/index.ts';
import { clear, draw, violations } from '../testing/index.ts';
import { approvalLook, askedWords, ErrorNotice, errorWords, leftWords, reasonWords, rollupLook } from './index.ts';

afterEach(clear);

const everyError: readonly AppError[] = [
  { kind: 'offline' },
  { kind: 'signedOut', service: 'confluence' },
  { kind: 'signedOut', service: 'approvalFlow' },
  { kind: 'signedOut', service: 'atlassianSignIn' },
  { kind: 'wrongAccount' },
  { kind: 'noAccess', site: 'https://acme.atlassian.net' },
  ...(['scope', 'licenceOrScope', 'role'] as const).map((because) => ({ kind: 'forbidden', service: 'approvalFlow', because }) as const),
  { kind: 'forbidden', service: 'confluence', because: 'role' },
  { kind: 'switchedOff' },
  { kind: 'notFound' },
  { kind: 'conflict' },
  { kind: 'rateLimited', retryAfterMs: 90_000 },
  { kind: 'unavailable' },
  { kind: 'declined' },
  { kind: 'unexpected', reference: '500-abc' },
  ...[
    'siteUrl.empty',
    'siteUrl.notUrl',
    'siteUrl.notHttps',
    'site.otherCloud',
    'apiBaseUrl.empty',
    'apiBaseUrl.notUrl',
    'apiBaseUrl.notHttps',
    'apiBaseUrl.wrongHost',
    'apiBaseUrl.wrongPath',
    'apiBaseUrl.appIdMissing',
    'clientId',
    'clientId.empty',
    'clientSecret',
    'clientSecret.empty',
    'brokerUrl',
    'redirectUri',
    'state',
    'code',
    'redirect',
    'title.empty',
    'referenceUrl',
    'pageIds.empty',
    'answer:changeSets',
    'topic:queue',
    'cql:',
    'operation',
  ].map((where) => ({ kind: 'invalid', where }) as const),
];

describe('errors in words', () => {
  it('pass on what Confluence says of a query', () => {
    const { title, explanation, nextStep } = errorWords({ kind: 'invalid', where: 'cql:Could not parse cql : space == ENG' });
    expect([title, nextStep]).toEqual(['Confluence could not read the query', null]);
    expect(explanation).toBe('It says: “Could not parse cql : space == ENG” Correct the query and search again.');
  });

  it('have a title, an explanation, and never the machine’s name alone', () => {
    for (const error of everyError) {
      const { title, explanation } = errorWords(error);
      expect(title.length).toBeGreaterThan(5);
      expect(explanation.length).toBeGreaterThan(20);
      expect(title).not.toContain('undefined');
      expect(explanation).not.toContain('undefined');
    }
  });

  it('name the service that refused', () => {
    expect(errorWords({ kind: 'signedOut', service: 'confluence' }, { siteName: 'acme' })).toMatchObject({
      title: 'You are signed out of Confluence',
      nextStep: { kind: 'openConfluence', label: 'Sign in to Confluence' },
    });
    expect(errorWords({ kind: 'forbidden', service: 'approvalFlow', because: 'role' }).title).toBe('ApprovalFlow does not let you do this');
  });

  it('say what to ask the administrator for', () => {
    expect(errorWords({ kind: 'switchedOff' }).explanation).toContain('App REST APIs');
    expect(errorWords({ kind: 'invalid', where: 'redirectUri' }).explanation).toContain('callback URL');
    expect(errorWords({ kind: 'invalid', where: 'apiBaseUrl.wrongHost' }).explanation).toContain('Connected apps');
    expect(errorWords({ kind: 'forbidden', service: 'approvalFlow', because: 'scope' }).explanation).toContain('read:forge-app:confluence');
  });

  it('fall back from a finer cause to its field, and from an unknown one to plain words', () => {
    expect(errorWords({ kind: 'invalid', where: 'apiBaseUrl.somethingNew' }).title).toBe('This is not an ApprovalFlow API base URL');
    expect(errorWords({ kind: 'invalid', where: 'colour' })).toMatchObject({
      title: 'This cannot be done any more',
      nextStep: { kind: 'refresh' },
    });
  });

  it('give how long a pause is', () => {
    expect(errorWords({ kind: 'rateLimited', retryAfterMs: 4_000 }).explanation).toContain('4 s');
  });
});

describe('the notice of an error', () => {
  it('offers its next step only where the surface can take it', async () => {
    const onNextStep = vi.fn<(step: string) => void>();
    await draw(<ErrorNotice error={{ kind: 'unavailable' }} onNextStep={onNextStep} can={['openSettings']} />);
    await expect.element(page.getByRole('button')).not.toBeInTheDocument();
    await draw(<ErrorNotice error={{ kind: 'unavailable' }} onNextStep={onNextStep} />);
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(onNextStep).toHaveBeenCalledWith('retry');
  });

  it('has nothing that axe objects to, in either size and theme', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await draw(
        <main>
          {everyError.map((error) => (
            <ErrorNotice key={JSON.stringify(error)} error={error} onNextStep={() => undefined} />
          ))}
          <ErrorNotice error={{ kind: 'unavailable' }} size="view" onNextStep={() => undefined} />
        </main>,
        theme,
      );
      expect(await violations()).toEqual([]);
    }
  });
});

describe('states in words', () => {
  it('are the product’s own for the six that are known', () => {
    const known = ['open', 'in_review', 'partially_approved', 'all_approved', 'has_rejections', 'stale'];
    expect(known.map((state) => rollupLook(state).words)).toEqual([
      'Not submitted',
      'In review',
      'Partly approved',
      'Approved',
      'Changes requested',
      'Edited since approval',
    ]);
    expect(new Set(known.map((state) => rollupLook(state).icon)).size).toBe(6);
  });

  it('are shown as they came when they are not', () => {
    expect(rollupLook('needs_recertification').words).toBe('Needs recertification');
    expect(rollupLook('constructor').words).toBe('Constructor');
    expect(approvalLook('unknown', 'AWAITING_LEGAL').words).toBe('AWAITING LEGAL');
    expect(approvalLook('unknown', null).words).toBe('Status not given');
  });
});

describe('what is left, and who is asked, in words', () => {
  const nothing = { submissions: 0, reSubmissions: 0, recertifications: 0, decisions: 0, steps: 0, isAtLeast: false };

  it('count only what there is', () => {
    expect(leftWords(nothing)).toBe('');
    expect(leftWords({ ...nothing, decisions: 1, isAtLeast: true })).toBe('At least 1 decision to Approved');
    expect(leftWords({ ...nothing, reSubmissions: 1, decisions: 2, isAtLeast: true })).toBe(
      '1 re-submission and at least 2 decisions to Approved',
    );
    expect(leftWords({ ...nothing, recertifications: 2 })).toBe('2 submissions for recertification to Approved');
  });

  it('name three people at most, and count the others', () => {
    expect(askedWords([])).toBe('');
    expect(askedWords([], 1)).toBe('1 person is asked');
    expect(askedWords([], 2)).toBe('2 people are asked');
    expect(askedWords(['Ana'])).toBe('Ana is asked');
    expect(askedWords(['Ana', 'Ben'])).toBe('Ana and Ben are asked');
    expect(askedWords(['Ana', 'Ben', 'Chi', 'Dee'], 1)).toBe('Ana, Ben, Chi and 2 others are asked');
  });

  it('say why for one page and for many', () => {
    expect(reasonWords('somePageHasChangesRequested').many(2)).toBe('2 pages have requested changes');
    expect(reasonWords('someApprovedPageWasEdited').many(3)).toBe('3 approved pages were edited since');
    expect(reasonWords('someApprovedOthersNotYet').many(2)).toBe('2 pages are not approved yet, the others are');
    expect(reasonWords('nothingIsSubmitted').many(4)).toBe('All 4 pages wait to be submitted');
    expect(reasonWords('nothingIsSubmitted').many(0)).toBe('There are no pages yet');
  });
});
