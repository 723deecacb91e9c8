/**
 * The change sets that a site starts with, played through the engine as people would: on acme each of the six rollup states,
 * an archived set, one with a page that cannot be submitted and one with pages that most people may not see.
 *
 * The pages of the Auth API stay out of every set, for tests that create their own; one of them is already in approval.
 */
import type { ApprovalFlowEngine } from '../approvalflow/index.ts';
import type { SandboxClock } from '../clock.ts';
import type { Actor, Content, Outcome, Page, Space } from '../model.ts';

const hourMs = 3_600_000;

export interface SeedParts {
  content: Content;
  approvalFlow: ApprovalFlowEngine;
  clock: SandboxClock;
}

interface SetPlan {
  title: string;
  summary: string;
  referenceUrl: string | null;
  by: string;
  pages: readonly string[];
}

/** Verbs over titles and names, so that a plan reads like what happened. Everything missing is an error at once. */
export const createTeller = ({ content, approvalFlow, clock }: SeedParts, spaceKey: string) => {
  const space = content.space(spaceKey);
  if (space === null) throw new Error(`The seed of change sets needs a space ${spaceKey}.`);

  const actor = (key: string): Actor => {
    const person = content.person(key);
    if (person === null) throw new Error(`The seed of change sets needs a person ${key}.`);
    return { person, via: 'ui', clientId: null };
  };
  const page = (title: string): Page => {
    const found = content
      .pages()
      .find((candidate) => candidate.spaceId === space.id && content.currentVersion(candidate).title.startsWith(title));
    if (found === undefined) throw new Error(`The seed of change sets needs a page “${title}” in ${spaceKey}.`);
    return found;
  };
  const done = <T>(outcome: Outcome<T>, what: string): T => {
    if (!outcome.ok) throw new Error(`Seeding “${what}” in ${spaceKey}: ${outcome.refusal.message}.`);
    return outcome.value;
  };

  return {
    space,
    /** Runs `work` as of so many hours ago. Seeded pages were last edited days ago. */
    hoursAgo: <T>(hours: number, work: () => T): T => clock.during(clock.nowMs() - hours * hourMs, work),
    create: ({ by, pages, ...fields }: SetPlan): string =>
      done(
        approvalFlow.createChangeSet(actor(by), { spaceId: space.id, ...fields, pageIds: pages.map((title) => page(title).id) }),
        fields.title,
      ).id,
    assign: (title: string, workflowId: string): void => {
      done(approvalFlow.assignWorkflow(actor('dee'), page(title).id, workflowId), title);
    },
    submit: (title: string, by: string, changeSetId?: string): void => {
      done(approvalFlow.submitPage(actor(by), page(title).id, changeSetId), title);
    },
    approve: (title: string, ...by: string[]): void => {
      for (const key of by) done(approvalFlow.decide(actor(key), page(title).id, 'approve', ''), title);
    },
    reject: (title: string, by: string, comment: string): void => {
      done(approvalFlow.decide(actor(by), page(title).id, 'reject', comment), title);
    },
    archive: (id: string, by: string): void => {
      done(approvalFlow.archiveChangeSet(actor(by), id), id);
    },
    edit: (title: string, by: string, paragraph: string): void => {
      const found = page(title);
      const { storage } = content.currentVersion(found);
      content.publish(found.id, { authorId: actor(by).person.accountId, storage: `${storage}<p>${paragraph}</p>`, message: 'Correction' });
    },
  };
};

const seedEngineering = (parts: SeedParts): void => {
  const { hoursAgo, create, submit, approve, reject, archive, edit } = createTeller(parts, 'ENG');

  hoursAgo(20, () => {
    const id = create({
      title: 'Glossary clean-up',
      summary: 'Old words out. Done in spring; kept for the record.',
      referenceUrl: 'https://git.acme.example/acme/handbook/pull/12',
      by: 'ana',
      pages: ['Glossary', 'Release process'],
    });
    archive(id, 'ana');
  });
  hoursAgo(18, () => {
    const pages = ['Cluster move plan', 'Mailer templates'];
    const id = create({
      title: 'Cluster move, phase 1',
      summary: 'What changes for every team when the mailer moves to the new cluster.',
      referenceUrl: 'https://acme.atlassian.net/browse/OPS-311',
      by: 'ana',
      pages,
    });
    for (const title of pages) {
      submit(title, 'ana', id);
      approve(title, 'ben', 'dee');
    }
  });
  hoursAgo(15, () => {
    const id = create({
      title: 'Release process 2027',
      summary: 'Two release trains a week from January; the checklist and the handbook follow.',
      referenceUrl: 'https://git.acme.example/acme/handbook/pull/57',
      by: 'ana',
      pages: ['Release process', 'Documentation review checklist', 'Engineering handbook'],
    });
    submit('Release process', 'ana', id);
    approve('Release process', 'chi', 'dee');
    submit('Documentation review checklist', 'ana', id);
  });
  hoursAgo(12, () => {
    const pages = ['دليل التكامل', 'Partner sandbox access'];
    const id = create({
      title: 'Partner onboarding',
      summary: 'The guide for partners and how they get into the sandbox.',
      referenceUrl: 'https://git.acme.example/acme/partners/pull/8',
      by: 'ben',
      pages,
    });
    for (const title of pages) {
      submit(title, 'ben', id);
      approve(title, 'chi', 'dee');
    }
  });
  hoursAgo(9, () => {
    const pages = ['<script>alert(1)</script>', 'Post-incident review'];
    const id = create({
      title: 'Escaping after incident <31> & "friends"',
      summary: 'Findings of the review.\nBoth pages have to say the same about escaping.',
      referenceUrl: 'https://acme.atlassian.net/browse/SEC-42',
      by: 'ana',
      pages,
    });
    for (const title of pages) submit(title, 'ana', id);
    approve('Post-incident review', 'ben', 'chi');
    reject('<script>alert(1)</script>', 'ben', 'The examples no longer match what the renderer does. Please update them.');
  });
  hoursAgo(7, () => {
    create({
      title: 'Incident 2026-31',
      summary: 'Restricted until the clients are told.',
      referenceUrl: null,
      by: 'dee',
      pages: ['Incident 2026-31: leaked signing key', 'Incident 2026-31: list of affected clients'],
    });
  });
  hoursAgo(5, () => {
    const pages = ['On-call guide', 'Observability'];
    const id = create({
      title: 'On-call rota from January',
      summary: 'One rota for both platforms, and the dashboards that go with it.',
      referenceUrl: 'https://git.acme.example/acme/handbook/pull/61',
      by: 'ana',
      pages,
    });
    for (const title of pages) submit(title, 'ana', id);
    approve('Observability', 'ben');
  });
  hoursAgo(3, () => edit('دليل التكامل', 'ana', 'حد الطلبات الجديد هو 600 طلب في الدقيقة.'));
  hoursAgo(2, () => submit('Rate limits', 'ben'));
  hoursAgo(1, () => {
    create({
      title: 'One order store',
      summary: 'The design, the decision behind it, and where the services are listed.',
      referenceUrl: 'https://git.acme.example/acme/orders/pull/97',
      by: 'ana',
      pages: ['Order store design', 'Decision: one order store', 'Service catalogue', 'Engineering handbook'],
    });
  });
};

const seedOperations = (parts: SeedParts): void => {
  const { hoursAgo, create, assign, submit, approve } = createTeller(parts, 'OPS');
  hoursAgo(16, () => {
    assign('Runbook: token service', 'wf-ops-runbook');
    assign('Runbook: DNS', 'wf-ops-runbook');
    assign('Capacity plan', 'wf-ops-board');
  });
  hoursAgo(14, () => {
    const id = create({
      title: 'Capacity for 2027',
      summary: 'The whole change board has to agree.',
      referenceUrl: null,
      by: 'ana',
      pages: ['Capacity plan'],
    });
    submit('Capacity plan', 'ana', id);
    approve('Capacity plan', 'dee');
  });
  hoursAgo(4, () => {
    create({
      title: 'Runbooks after the certificate change',
      summary: 'Certificates are renewed by the platform now. One runbook has no workflow yet.',
      referenceUrl: 'https://git.acme.example/acme/platform/pull/402',
      by: 'ana',
      pages: ['Runbook: token service', 'Runbook: certificates', 'Runbook: DNS'],
    });
  });
};

const seedGlobex = (parts: SeedParts): void => {
  const { hoursAgo, create, submit } = createTeller(parts, 'DEL');
  hoursAgo(10, () => {
    const id = create({
      title: 'Acceptance with Acme',
      summary: 'What both sides sign.',
      referenceUrl: 'https://globex.example/contracts/acme',
      by: 'otto',
      pages: ['Acceptance checklist', 'Integration notes: Acme'],
    });
    submit('Acceptance checklist', 'otto', id);
  });
  hoursAgo(6, () => {
    create({ title: 'Handbook refresh', summary: '', referenceUrl: null, by: 'otto', pages: ['Project handbook'] });
  });
};

/** Fills a fresh site. Throws when a page or person that the plan names is missing. */
export function seedChangeSets(siteHost: string, parts: SeedParts): void {
  if (siteHost === 'globex.atlassian.net') return seedGlobex(parts);
  seedEngineering(parts);
  seedOperations(parts);
}

const bulkStates = ['open', 'in_review', 'partially_approved', 'all_approved', 'has_rejections', 'stale'] as const;
type BulkState = (typeof bulkStates)[number];

const statusIn = (state: BulkState, index: number): 'pending' | 'approved' | 'rejected' | null => {
  if (state === 'open') return null;
  if (state === 'in_review') return index % 2 === 0 ? 'pending' : null;
  if (state === 'partially_approved') return index % 2 === 0 ? 'approved' : 'pending';
  return state === 'has_rejections' && index === 0 ? 'rejected' : 'approved';
};

/** The space that bulk sets go to: the first with exactly one active workflow. */
const bulkSpace = ({ content, approvalFlow }: SeedParts): Space | null =>
  content.spaces().find((space) => approvalFlow.workflows(space.id).filter((workflow) => workflow.enabled).length === 1) ?? null;

/**
 * Adds `changeSets` sets of `pagesPerSet` new pages each, spread evenly over the six rollup states, without comments or audit.
 * `null` when no space has exactly one active workflow. With one page a set, "partly approved" comes out as approved.
 */
export function seedManyChangeSets(
  parts: SeedParts,
  amount: { changeSets: number; pagesPerSet: number },
): { spaceId: string; pages: number } | null {
  const { content, approvalFlow, clock } = parts;
  const space = bulkSpace(parts);
  const author = content.people().find((person) => person.accountType === 'atlassian');
  if (space === null || author === undefined) return null;
  const before = approvalFlow.changeSets(space.id).length;
  const startMs = clock.nowMs() - 36 * hourMs;
  clock.during(startMs, () => {
    for (let number = 0; number < amount.changeSets; number += 1) {
      const state = bulkStates[number % bulkStates.length] ?? 'open';
      const name = String(before + number + 1).padStart(5, '0');
      const at = clock.now();
      const pageIds: string[] = [];
      for (let index = 0; index < amount.pagesPerSet; index += 1) {
        const title = `Bulk page ${name}-${index + 1}`;
        const pageId = content.addPage({ spaceId: space.id, title, storage: `<p>Text of ${title}.</p>`, authorId: author.accountId });
        const status = statusIn(state, index);
        if (status !== null) approvalFlow.importApproval({ pageId, status, submittedBy: author.accountId, at });
        if (state === 'stale' && index === 0)
          content.publish(pageId, { authorId: author.accountId, storage: `<p>New text of ${title}.</p>` });
        pageIds.push(pageId);
      }
      approvalFlow.importChangeSet({
        spaceId: space.id,
        title: `Bulk change ${name}`,
        summary: `Generated set in state ${state}.`,
        referenceUrl: `https://git.acme.example/acme/bulk/pull/${before + number + 1}`,
        pageIds,
        createdBy: author.accountId,
        at,
      });
    }
  });
  return { spaceId: space.id, pages: amount.changeSets * amount.pagesPerSet };
}
