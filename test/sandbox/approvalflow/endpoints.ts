/** The nine endpoints: method, path, scope, and what each answers. Status codes and envelopes of failures are the gateway's business. */
import type { Variants } from '../faults.ts';
import type { Actor, ChangeSetView, Outcome, PageCheck, Person, Refusal, Site } from '../model.ts';
import { clearableText, type Fields, optionalText, pageRefs, requiredText } from './fields.ts';
import { refused } from './outcome.ts';
import { createShapes, type Shapes } from './shapes.ts';

export interface Call {
  site: Site;
  actor: Actor;
  /** Query of a GET, body of a POST. */
  fields: Fields;
  variants: Variants;
}

export type Reply = { ok: true; status: number; body: Record<string, unknown> | null } | { ok: false; refusal: Refusal };

export interface Endpoint {
  method: 'GET' | 'POST';
  path: string;
  scope: string;
  /** A write can meet another write; `conflict.*` makes it so. */
  writes: boolean;
  answer(call: Call): Reply;
}

const fine = (body: Record<string, unknown> | null, status = 200): Reply => ({
  ok: true,
  status,
  body: body === null ? null : { success: true, ...body },
});

const shapesOf = ({ site, actor, variants }: Call): Shapes => createShapes({ variants, content: site.content, caller: actor.person });

const maySeeSpace = (site: Site, person: Person, spaceId: string): boolean => {
  const space = site.content.space(spaceId);
  return space !== null && space.id === spaceId && (space.viewerIds === null || space.viewerIds.includes(person.accountId));
};

const noSpace = refused('forbidden', 'You do not have access to this space');

/** The set that the call names, if the caller may know that it exists. */
const namedSet = (call: Call): Outcome<ChangeSetView> => {
  const id = requiredText(call.fields, 'changeSetId');
  if (!id.ok) return id;
  const set = call.site.approvalFlow.changeSet(id.value);
  if (set === null || !maySeeSpace(call.site, call.actor.person, set.spaceId)) return refused('notFound', 'Change set not found');
  return { ok: true, value: set };
};

const list = (call: Call): Reply => {
  const spaceId = requiredText(call.fields, 'spaceId');
  if (!spaceId.ok) return spaceId;
  if (call.site.content.space(spaceId.value)?.id !== spaceId.value) return refused('invalid', 'Space not found');
  if (!maySeeSpace(call.site, call.actor.person, spaceId.value)) return noSpace;
  const shapes = shapesOf(call);
  const sets = call.site.approvalFlow.changeSets(spaceId.value);
  const shown = call.variants.has('list.archivedOmitted') ? sets.filter((set) => set.status !== 'archived') : sets;
  return fine({ changeSets: shown.map(shapes.row) });
};

const detail = (call: Call): Reply => {
  const set = namedSet(call);
  return set.ok ? fine(shapesOf(call).detail(set.value)) : set;
};

const create = (call: Call): Reply => {
  const { fields, site, actor, variants } = call;
  const spaceId = requiredText(fields, 'spaceId');
  if (!spaceId.ok) return spaceId;
  const title = requiredText(fields, 'title');
  if (!title.ok) return title;
  const pageIds = pageRefs(fields);
  if (!pageIds.ok) return pageIds;
  if (pageIds.value === undefined || pageIds.value.length === 0) return refused('invalid', 'pageRefs is required');
  const summary = optionalText(fields, 'summary');
  if (!summary.ok) return summary;
  const referenceUrl = clearableText(fields, 'referenceUrl');
  if (!referenceUrl.ok) return referenceUrl;
  if (site.content.space(spaceId.value)?.id !== spaceId.value) return refused('invalid', 'Space not found');
  if (!maySeeSpace(site, actor.person, spaceId.value)) return noSpace;
  const created = site.approvalFlow.createChangeSet(actor, {
    spaceId: spaceId.value,
    title: title.value,
    pageIds: pageIds.value,
    ...(summary.value === undefined ? {} : { summary: summary.value }),
    referenceUrl: referenceUrl.value ?? null,
  });
  if (!created.ok) return created;
  const status = variants.has('create.201') ? 201 : 200;
  if (variants.has('create.noBody')) return fine(null, status);
  if (variants.has('create.idOnly')) return fine({ changeSetId: created.value.id }, status);
  if (variants.has('create.bareId')) return fine({ id: created.value.id }, status);
  return fine({ changeSet: shapesOf(call).row(created.value) }, status);
};

const written = (call: Call, outcome: Outcome<ChangeSetView>): Reply => {
  if (!outcome.ok) return outcome;
  return call.variants.has('write.empty204') ? fine(null, 204) : fine({ changeSet: shapesOf(call).row(outcome.value) });
};

const update = (call: Call): Reply => {
  const { fields, site, actor } = call;
  const set = namedSet(call);
  if (!set.ok) return set;
  const title = optionalText(fields, 'title');
  if (!title.ok) return title;
  const summary = optionalText(fields, 'summary');
  if (!summary.ok) return summary;
  const referenceUrl = clearableText(fields, 'referenceUrl');
  if (!referenceUrl.ok) return referenceUrl;
  const pageIds = pageRefs(fields);
  if (!pageIds.ok) return pageIds;
  const patch = {
    ...(title.value === undefined ? {} : { title: title.value }),
    ...(summary.value === undefined ? {} : { summary: summary.value }),
    ...(referenceUrl.value === undefined ? {} : { referenceUrl: referenceUrl.value }),
    ...(pageIds.value === undefined ? {} : { pageIds: pageIds.value }),
  };
  if (Object.keys(patch).length === 0) return refused('invalid', 'One of title, summary, referenceUrl, pageRefs is required');
  return written(call, site.approvalFlow.updateChangeSet(actor, set.value.id, patch));
};

const archive = (call: Call): Reply => {
  const set = namedSet(call);
  return set.ok ? written(call, call.site.approvalFlow.archiveChangeSet(call.actor, set.value.id)) : set;
};

const submitSet = (call: Call): Reply => {
  const set = namedSet(call);
  if (!set.ok) return set;
  const results = call.site.approvalFlow.submitChangeSet(call.actor, set.value.id);
  if (!results.ok) return results;
  const submittedCount = results.value.filter((result) => result.success).length;
  return fine({ submittedCount, skippedCount: results.value.length - submittedCount, results: results.value });
};

const preflightSet = (call: Call): Reply => {
  const set = namedSet(call);
  if (!set.ok) return set;
  const checks = call.site.approvalFlow.preflightChangeSet(call.actor, set.value.id);
  if (!checks.ok) return checks;
  const submittable = checks.value.filter((check) => check.canSubmit).length;
  const total = checks.value.length;
  return fine({ summary: { total, submittable, blocked: total - submittable }, results: checks.value });
};

const submitPage = (call: Call): Reply => {
  const pageId = requiredText(call.fields, 'pageId');
  if (!pageId.ok) return pageId;
  const submitted = call.site.approvalFlow.submitPage(call.actor, pageId.value);
  if (!submitted.ok) return submitted;
  const result = { pageId: pageId.value, workflowId: submitted.value.workflowId };
  return fine(call.variants.has('submit.nested') ? { result } : result);
};

const preflightPage = (call: Call): Reply => {
  const pageId = requiredText(call.fields, 'pageId');
  if (!pageId.ok) return pageId;
  const checked = call.site.approvalFlow.preflightPage(call.actor, pageId.value);
  if (!checked.ok) return checked;
  const result: PageCheck = checked.value;
  if (call.variants.has('preflight.nested')) return fine({ result });
  return fine(call.variants.has('preflight.list') ? { results: [result] } : result);
};

const read = 'read:change-set:custom';
const write = 'write:change-set:custom';

export const endpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/changeSets', scope: read, writes: false, answer: list },
  { method: 'GET', path: '/changeSets/detail', scope: read, writes: false, answer: detail },
  { method: 'POST', path: '/changeSets', scope: write, writes: true, answer: create },
  { method: 'POST', path: '/changeSets/update', scope: write, writes: true, answer: update },
  { method: 'POST', path: '/changeSets/archive', scope: write, writes: true, answer: archive },
  { method: 'POST', path: '/changeSets/submit', scope: write, writes: true, answer: submitSet },
  { method: 'POST', path: '/changeSets/preflight', scope: read, writes: false, answer: preflightSet },
  { method: 'POST', path: '/pages/submit', scope: 'write:approval:custom', writes: true, answer: submitPage },
  { method: 'POST', path: '/pages/preflight', scope: 'read:approval:custom', writes: false, answer: preflightPage },
];
