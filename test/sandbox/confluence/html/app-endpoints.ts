/** What the site's own script asks for: screens, ApprovalFlow's panel and the writes of its pages. Same origin, with the session. */
import { type Context, Hono } from 'hono';
import type { Actor, Outcome, Page } from '../../model.ts';
import { isForeignWrite, xsrfRefusal } from '../rest/index.ts';
import { escapeHtml, renderStorage } from '../storage-render.ts';
import type { BylineLag } from './byline.ts';
import { approvalPanel, bylineWords, statusTones } from './byline.ts';
import type { Scope } from './scope.ts';
import { appPath } from './scope.ts';
import { viewOf } from './views.ts';

type Fields = Record<string, unknown>;

const textOf = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};

const listOf = (fields: Fields, name: string): string[] => {
  const value = fields[name];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
};

const fieldsOf = async (c: Context): Promise<Fields> => {
  const value: unknown = await c.req.json().catch(() => null);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
};

const statuses = { invalid: 400, notFound: 404, forbidden: 403, conflict: 409 } as const;

const answer = <T>(c: Context, outcome: Outcome<T>, more: (value: T) => Record<string, unknown>): Response =>
  outcome.ok
    ? c.json({ ok: true, ...more(outcome.value) })
    : c.json({ ok: false, message: outcome.refusal.message }, statuses[outcome.refusal.kind]);

export function appEndpoints(options: { scopeOf: (c: Context) => Scope | null; lag: BylineLag }): Hono {
  const { scopeOf, lag } = options;
  const app = new Hono();

  const open = (handle: (c: Context, scope: Scope) => Response | Promise<Response>) => (c: Context) => {
    const scope = scopeOf(c);
    if (scope === null) return c.json({ ok: false, message: 'You are signed out' }, 401);
    if (isForeignWrite(c, scope.site)) return xsrfRefusal(c);
    const isMember = scope.person.sites.includes(scope.site.host);
    return isMember || c.req.method === 'GET' ? handle(c, scope) : c.json({ ok: false, message: 'You are not a member of this site' }, 403);
  };
  const onPage = (handle: (c: Context, scope: Scope, page: Page) => Response | Promise<Response>) =>
    open((c, scope) => {
      const page = scope.content.page(c.req.param('id') ?? '');
      const isVisible = page !== null && scope.content.canView(scope.person, page);
      return isVisible ? handle(c, scope, page) : c.json({ ok: false, message: 'Page not found' }, 404);
    });
  const actorOf = (scope: Scope): Actor => ({ person: scope.person, via: 'ui', clientId: null });
  const bylineState = (scope: Scope, page: Page) => {
    const status = lag.statusShown(scope, scope.site.approvalFlow.pageApproval(page.id));
    return { words: bylineWords(status), tone: statusTones[status], panel: approvalPanel(scope, page).html };
  };

  app.get(
    '/view',
    open((c, scope) => {
      const path = c.req.query('path') ?? '/wiki/home';
      const view = viewOf(scope, new URL(path, `https://${scope.site.host}`), lag);
      return c.json(view, view.status);
    }),
  );
  app.post(
    '/preview/:id',
    onPage(async (c, scope, page) => {
      const fields = await fieldsOf(c);
      return c.json({ ok: true, html: renderStorage(textOf(fields, 'storage'), { content: scope.content, page, viewer: scope.person }) });
    }),
  );
  app.post(
    '/drafts/:id/discard',
    onPage((c, scope, page) => {
      if (!scope.content.canEdit(scope.person, page)) return c.json({ ok: false, message: 'You cannot edit this page' }, 403);
      scope.content.discardDraft(page.id);
      return c.json({ ok: true });
    }),
  );
  app.post(
    '/comments/:id',
    onPage(async (c, scope, page) => {
      const text = textOf(await fieldsOf(c), 'text').trim();
      if (text === '') return c.json({ ok: false, message: 'Write something first' }, 400);
      const storage = text
        .split(/\n{2,}/)
        .map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
        .join('');
      scope.content.addComment({ pageId: page.id, authorId: scope.person.accountId, storage });
      return c.json({ ok: true });
    }),
  );

  app.get(
    '/byline/:id',
    onPage((c, scope, page) => c.json({ ok: true, ...bylineState(scope, page) })),
  );
  app.post(
    '/byline/:id/request',
    onPage(async (c, scope, page) => {
      const flow = scope.site.approvalFlow;
      const workflowId = textOf(await fieldsOf(c), 'workflowId');
      const actor = actorOf(scope);
      const isOther =
        flow.pageApproval(page.id).workflow?.id !== workflowId &&
        flow.workflows(page.spaceId).filter((workflow) => workflow.enabled).length > 1;
      const assigned: Outcome<null> = isOther ? flow.assignWorkflow(actor, page.id, workflowId) : { ok: true, value: null };
      if (!assigned.ok) return answer(c, assigned, () => ({}));
      lag.before(scope, page.id);
      return answer(c, flow.submitPage(actor, page.id), () => bylineState(scope, page));
    }),
  );
  app.post(
    '/byline/:id/decide',
    onPage(async (c, scope, page) => {
      const fields = await fieldsOf(c);
      const decision = textOf(fields, 'decision');
      const comment = textOf(fields, 'comment').trim();
      if (decision !== 'approve' && decision !== 'reject' && decision !== 'cancel')
        return c.json({ ok: false, message: 'Unknown decision' }, 400);
      if (decision === 'reject' && comment.length < 20) {
        return c.json({ ok: false, message: 'To reject, write a comment of at least 20 characters' }, 400);
      }
      lag.before(scope, page.id);
      return answer(c, scope.site.approvalFlow.decide(actorOf(scope), page.id, decision, comment), () => bylineState(scope, page));
    }),
  );

  const setFields = (fields: Fields) => ({
    title: textOf(fields, 'title'),
    summary: textOf(fields, 'summary'),
    referenceUrl: textOf(fields, 'referenceUrl') === '' ? null : textOf(fields, 'referenceUrl'),
    pageIds: listOf(fields, 'pageIds'),
  });
  const setPath = (scope: Scope, set: { id: string; spaceId: string }): string => {
    const space = scope.content.space(set.spaceId);
    return space === null ? '/wiki/home' : `${appPath(scope, space, 'change-sets')}?view=${encodeURIComponent(set.id)}`;
  };
  app.post(
    '/changeSets',
    open(async (c, scope) => {
      const fields = await fieldsOf(c);
      const made = scope.site.approvalFlow.createChangeSet(actorOf(scope), { spaceId: textOf(fields, 'spaceId'), ...setFields(fields) });
      return answer(c, made, (set) => ({ next: setPath(scope, set), message: 'Change set created' }));
    }),
  );
  /** The whole page list is written, as the form has it: whoever saved in between is overwritten. */
  app.post(
    '/changeSets/:id/update',
    open(async (c, scope) => {
      const saved = scope.site.approvalFlow.updateChangeSet(actorOf(scope), c.req.param('id') ?? '', setFields(await fieldsOf(c)));
      return answer(c, saved, (set) => ({ next: setPath(scope, set), message: 'Saved' }));
    }),
  );
  app.post(
    '/changeSets/:id/archive',
    open((c, scope) =>
      answer(c, scope.site.approvalFlow.archiveChangeSet(actorOf(scope), c.req.param('id') ?? ''), () => ({ message: 'Archived' })),
    ),
  );
  app.post(
    '/changeSets/:id/submit',
    open((c, scope) =>
      answer(c, scope.site.approvalFlow.submitChangeSet(actorOf(scope), c.req.param('id') ?? ''), (results) => {
        const submitted = results.filter((result) => result.success).length;
        const reasons = [...new Set(results.flatMap((result) => ('reason' in result ? [result.reason] : [])))];
        const skipped = results.length - submitted;
        return { message: `${submitted} submitted, ${skipped} skipped${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}` };
      }),
    ),
  );
  return app;
}
