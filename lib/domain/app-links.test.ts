import { describe, expect, it } from 'vitest';
import { appLinksOf } from './index.ts';

describe('ApprovalFlow’s own pages', () => {
  const site = 'https://acme.atlassian.net';
  const [app, env] = ['11111111-2222-3333-4444-555555555555', '66666666-7777-8888-9999-000000000000'];

  it.each([`https://api.atlassian.com/svc/confluence/cloud/apps/${app}_${env}`, `${site}/gateway/api/svc/confluence/apps/${app}_${env}`])(
    'are found by the ids in %s',
    (base) => {
      expect(appLinksOf(site, 'ENG', base)).toEqual({
        approvalQueue: `${site}/wiki/spaces/ENG/apps/${app}/${env}/approval-queue`,
        audit: `${site}/wiki/spaces/ENG/apps/${app}/${env}/audit`,
      });
    },
  );

  it('are not guessed without the environment or the space', () => {
    const nowhere = { approvalQueue: null, audit: null };
    expect(appLinksOf(site, 'ENG', `https://api.atlassian.com/svc/confluence/cloud/apps/${app}`)).toEqual(nowhere);
    expect(appLinksOf(site, null, `https://api.atlassian.com/svc/confluence/cloud/apps/${app}_${env}`)).toEqual(nowhere);
    expect(appLinksOf(site, '~7/1', `https://x/apps/${app}_${env}`).audit).toContain('/spaces/~7%2F1/');
  });
});
