/** ApprovalFlow's own pages in a space: Change Sets, Approval Queue, Audit trail. */
import type { ChangeSetPageView, ChangeSetView, Page, PageApproval, RollupState, Space } from '../../model.ts';
import { askedIds, statusTones, statusWords } from './byline.ts';
import { dateTime, longDate, type Markup, markup } from './markup.ts';
import { plainView } from './other-views.ts';
import type { Scope, View } from './scope.ts';
import { appPath, nameOf, pathOf, titleOf } from './scope.ts';

/** Rows shown at once; tests make spaces with thousands. */
const shownRows = 200;

const rollupWords: Readonly<Record<RollupState, { words: string; tone: string }>> = {
  open: { words: 'Open', tone: 'grey' },
  in_review: { words: 'In Review', tone: 'blue' },
  partially_approved: { words: 'Partially Approved', tone: 'yellow' },
  all_approved: { words: 'All Approved', tone: 'green' },
  has_rejections: { words: 'Has Rejections', tone: 'red' },
  stale: { words: 'Stale', tone: 'yellow' },
};

const lozenge = (words: string, tone: string): Markup => markup`<span class="lozenge lozenge-${tone}">${words}</span>`;

const day = (iso: string | null): Markup => (iso === null ? markup`–` : markup`<span class="nowrap">${longDate(iso)}</span>`);

const rollup = (set: ChangeSetView): Markup =>
  set.status === 'archived' ? lozenge('Archived', 'grey') : lozenge(rollupWords[set.rollupState].words, rollupWords[set.rollupState].tone);

const pageName = (scope: Scope, id: string): Markup => {
  const page = scope.content.page(id);
  if (page === null || page.status === 'trashed') return markup`<span class="quiet">Deleted page ${id}</span>`;
  if (!scope.content.canView(scope.person, page)) return markup`<span class="quiet">A page you cannot see</span>`;
  return markup`<a href="${pathOf(scope.content, page)}"><bdi>${titleOf(scope.content, page)}</bdi></a>`;
};

const versionWords = (view: ChangeSetPageView): string => {
  const { currentPageVersion: current, approvedAtVersion: approved } = view;
  if (current === null) return '–';
  return approved === null ? `v${current}` : `v${current} (approved at v${approved})`;
};

const statusOf = (view: ChangeSetPageView): Markup => {
  const { status } = view.approval;
  return lozenge(view.isStale ? `${statusWords[status]} (Stale)` : statusWords[status], view.isStale ? 'yellow' : statusTones[status]);
};

const countLine = (set: ChangeSetView): string => {
  const withStatus = (status: PageApproval['status']) =>
    set.pages.filter((page) => page.approval.status === status && !page.isStale).length;
  const stale = set.pages.filter((page) => page.isStale).length;
  return `${set.pages.length} pages, ${withStatus('pending')} in approval, ${withStatus('approved')} approved, ${withStatus('rejected')} changes requested, ${stale} stale`;
};

const data = (head: readonly string[], rows: readonly Markup[], label: string): Markup =>
  markup`<div class="table-wrapper" tabindex="0" role="region" aria-label="${label}"><table class="data"><thead><tr>${head.map((cell) => markup`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

/** `what`: which row the button belongs to, for those who hear it without the row. */
const actionForm = (action: string, name: string, what = ''): Markup =>
  markup`<form class="inline-form" data-action="${action}" data-then="reload"><button class="button${name.startsWith('Submit') ? ' button-primary' : ''}" type="submit"${what === '' ? null : markup` aria-label="${name} ${what}"`}>${name}</button><span class="form-error" role="alert" hidden></span></form>`;

const setLink = (base: string, set: ChangeSetView, mode: 'view' | 'edit'): string => `${base}?${mode}=${encodeURIComponent(set.id)}`;

const listBody = (scope: Scope, space: Space, base: string): Markup => {
  const sets = scope.site.approvalFlow.changeSets(space.id);
  const rows = sets
    .slice(0, shownRows)
    .map(
      (set) =>
        markup`<tr><td><a href="${setLink(base, set, 'view')}"><bdi>${set.title}</bdi></a></td><td>${set.pageIds.length}</td><td>${rollup(set)}</td><td class="nowrap">${longDate(set.updatedAt)}</td><td class="row-actions"><a class="button" role="button" href="${setLink(base, set, 'view')}" aria-label="View ${set.title}">View</a>${
          set.status === 'archived'
            ? null
            : markup`<a class="button" role="button" href="${setLink(base, set, 'edit')}" aria-label="Edit ${set.title}">Edit</a>${actionForm(`/__app/changeSets/${set.id}/archive`, 'Archive', set.title)}`
        }</td></tr>`,
    );
  return markup`<div class="button-row"><a class="button button-primary" role="button" href="${base}?create=1">Create change set</a></div>${
    sets.length === 0
      ? markup`<p class="quiet">No change sets in this space yet.</p>`
      : data(['Change Set', 'Pages', 'Status', 'Updated', 'Actions'], rows, 'Change sets')
  }${sets.length > shownRows ? markup`<p class="quiet">Showing ${shownRows} of ${sets.length}.</p>` : null}`;
};

const detailBody = (scope: Scope, base: string, set: ChangeSetView): Markup => {
  const rows = set.pages.map((view) => {
    const { approval } = view;
    return markup`<tr><td>${pageName(scope, view.pageId)}</td><td>${approval.workflow?.name ?? '–'}</td><td>${statusOf(view)}</td><td>${versionWords(view)}</td><td>${day(
      approval.submittedAt,
    )}</td><td>${day(approval.resolvedAt)}</td></tr>`;
  });
  const source = set.referenceUrl;
  const isLink = source !== null && /^https?:\/\//i.test(source);
  return markup`<div class="set-head">${rollup(set)}<span class="quiet">Created by ${nameOf(scope.content, set.createdBy)}, ${longDate(set.createdAt)}</span></div>${
    set.summary === '' ? null : markup`<p class="set-summary" dir="auto">${set.summary}</p>`
  }${source === null ? null : markup`<p>Reference: ${isLink ? markup`<a href="${source}" rel="noopener">${source}</a>` : source}</p>`}<p>${countLine(set)}</p>${data(
    ['Page', 'Workflow', 'Status', 'Version', 'Submitted', 'Resolved'],
    rows,
    'Pages of this change set',
  )}<div class="button-row"><a class="button" role="button" href="${base}">Close</a>${
    set.status === 'archived'
      ? null
      : markup`<a class="button" role="button" href="${setLink(base, set, 'edit')}">Edit</a>${actionForm(`/__app/changeSets/${set.id}/archive`, 'Archive')}${actionForm(
          `/__app/changeSets/${set.id}/submit`,
          'Submit Eligible Pages',
        )}`
  }</div>`;
};

const pageChoices = (scope: Scope, space: Space, chosen: readonly string[]): Page[] => {
  const picked = chosen.flatMap((id) => scope.content.page(id) ?? []);
  const others = scope.content
    .pages()
    .filter((page) => page.spaceId === space.id && page.type === 'page' && page.status === 'current' && !chosen.includes(page.id))
    .slice(0, shownRows)
    .filter((page) => scope.content.canView(scope.person, page))
    .sort((a, b) => titleOf(scope.content, a).localeCompare(titleOf(scope.content, b)));
  return [...picked, ...others];
};

const setForm = (scope: Scope, space: Space, base: string, set: ChangeSetView | null): Markup => {
  const chosen = set?.pageIds ?? [];
  const action = set === null ? '/__app/changeSets' : `/__app/changeSets/${set.id}/update`;
  const back = set === null ? base : setLink(base, set, 'view');
  return markup`<form class="set-form" data-action="${action}" data-then="next"><input type="hidden" name="spaceId" value="${space.id}"><label class="field"><span>Title</span><input name="title" required maxlength="255" value="${set?.title ?? ''}"></label><label class="field"><span>Summary</span><textarea name="summary" rows="3">${set?.summary ?? ''}</textarea></label><label class="field"><span>Reference URL</span><input name="referenceUrl" type="url" value="${set?.referenceUrl ?? ''}"></label><fieldset class="page-choices"><legend>Pages</legend>${pageChoices(
    scope,
    space,
    chosen,
  ).map((page) => {
    const isVisible = scope.content.canView(scope.person, page);
    return markup`<label><input type="checkbox" name="pageIds[]" value="${page.id}"${chosen.includes(page.id) ? markup` checked` : null}> <bdi>${isVisible ? titleOf(scope.content, page) : 'A page you cannot see'}</bdi></label>`;
  })}</fieldset><div class="button-row"><button class="button button-primary" type="submit">${set === null ? 'Create' : 'Save'}</button><a class="button" role="button" href="${back}">Cancel</a></div><p class="form-error" role="alert" hidden></p></form>`;
};

const appView = (scope: Scope, space: Space, title: string, path: string, body: Markup): View => ({
  ...plainView(scope, { title, space, path, body }),
  kind: 'app',
});

export const changeSetsView = (scope: Scope, space: Space, url: URL): View => {
  const base = appPath(scope, space, 'change-sets');
  const idAsked = url.searchParams.get('view') ?? url.searchParams.get('edit');
  const found = idAsked === null ? null : scope.site.approvalFlow.changeSet(idAsked);
  const set = found?.spaceId === space.id ? found : null;
  if (idAsked !== null && set === null) return appView(scope, space, 'Change Sets', base, markup`<p>This change set does not exist.</p>`);
  if (url.searchParams.has('create')) return appView(scope, space, 'Create change set', base, setForm(scope, space, base, null));
  if (set === null) return appView(scope, space, 'Change Sets', base, listBody(scope, space, base));
  if (url.searchParams.has('edit')) return appView(scope, space, `Edit: ${set.title}`, base, setForm(scope, space, base, set));
  return appView(scope, space, set.title, base, detailBody(scope, base, set));
};

/** The queue has its own three words. */
const queueWords = (status: PageApproval['status']): string =>
  status === 'pending' ? 'Pending' : status === 'rejected' ? 'Rejected' : statusWords[status];

export const approvalQueueView = (scope: Scope, space: Space): View => {
  const requests = scope.content
    .pages()
    .filter((page) => page.spaceId === space.id && page.status !== 'trashed')
    .map((page) => ({ page, approval: scope.site.approvalFlow.pageApproval(page.id) }))
    .filter(({ page, approval }) => approval.submittedAt !== null && scope.content.canView(scope.person, page))
    .sort((a, b) => (b.approval.submittedAt ?? '').localeCompare(a.approval.submittedAt ?? ''));
  const rows = requests.slice(0, shownRows).map(({ page, approval }) => {
    const asked = askedIds(approval);
    const isMine = asked.includes(scope.person.accountId);
    return markup`<tr${isMine ? markup` class="row-mine"` : null}><td>${pageName(scope, page.id)}</td><td>${approval.workflow?.name ?? '–'}</td><td>${lozenge(queueWords(approval.status), statusTones[approval.status])}</td><td>${
      asked.length === 0 ? '–' : asked.map((id) => nameOf(scope.content, id)).join(', ')
    }</td><td>${approval.submittedBy === null ? '–' : nameOf(scope.content, approval.submittedBy)}, ${day(approval.submittedAt)}</td><td>${day(
      approval.resolvedAt,
    )}</td></tr>`;
  });
  return appView(
    scope,
    space,
    'Approval Queue',
    appPath(scope, space, 'approval-queue'),
    rows.length === 0
      ? markup`<p class="quiet">Nothing was submitted in this space.</p>`
      : data(['Page', 'Workflow', 'Status', 'Waiting for', 'Submitted', 'Resolved'], rows, 'Approval requests'),
  );
};

export const auditView = (scope: Scope, space: Space): View => {
  const flow = scope.site.approvalFlow;
  const isHere = (pageId: string | null, setId: string | null): boolean =>
    (pageId !== null && scope.content.page(pageId)?.spaceId === space.id) ||
    (setId !== null && flow.changeSet(setId)?.spaceId === space.id);
  const rows = flow
    .audit()
    .filter((entry) => isHere(entry.pageId, entry.changeSetId))
    .toReversed()
    .slice(0, shownRows)
    .map(
      (entry) =>
        markup`<tr><td class="nowrap">${dateTime(entry.at)}</td><td>${scope.content.person(entry.user)?.displayName ?? entry.user}</td><td>${entry.text}</td><td>${entry.via === 'api' ? 'API' : 'Page'}</td></tr>`,
    );
  return appView(
    scope,
    space,
    'Audit trail',
    appPath(scope, space, 'audit'),
    rows.length === 0
      ? markup`<p class="quiet">Nothing happened in this space yet.</p>`
      : data(['When', 'Who', 'What', 'Through'], rows, 'Audit trail'),
  );
};
