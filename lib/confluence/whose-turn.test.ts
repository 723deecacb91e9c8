import { describe, expect, it } from 'vitest';
import { accountId, asksYou, pageId, turnOf } from '../domain/index.ts';
import { fakeSite, site } from './fake-site.ts';
import { createConfluenceApi } from './index.ts';

/**
 * Whose turn it is, against the truth: workflows of one to three steps, "any one" or "all" of one to three approvers, are played
 * with every way of writing the comments that we could think of, and after each event every person is asked for.
 */

const people = ['ben', 'chi', 'dee', 'eli', 'ana'] as const;
type Person = (typeof people)[number];
const nameOf = (person: string): string => `${person.charAt(0).toUpperCase()}${person.slice(1)} Example`;
const app = 'app';

interface Step {
  readonly mode: 'any' | 'all';
  readonly approvers: readonly Person[];
}

type Part = string | { readonly at: string };
type Line = readonly Part[];
const at = (ids: readonly string[], between = ', '): Part[] => ids.flatMap((id, index) => [...(index === 0 ? [] : [between]), { at: id }]);

interface Comment {
  readonly id: string;
  readonly authorId: string;
  lines: readonly Line[];
  version: number;
  minute: number;
  readonly parent: string | null;
}

const adf = (lines: readonly Line[]): string =>
  JSON.stringify({
    type: 'doc',
    version: 1,
    content: lines.map((line) => ({
      type: 'paragraph',
      content: line.map((part) =>
        typeof part === 'string' ? { type: 'text', text: part } : { type: 'mention', attrs: { id: part.at, text: `@${nameOf(part.at)}` } },
      ),
    })),
  });

/** A page's comments, and what is read from them. */
const createPage = () => {
  let comments: Comment[] = [];
  let minute = 0;
  const row = ({ id, authorId, version, minute: made, lines }: Comment) => ({
    id,
    pageId: '1',
    version: { number: version, authorId, createdAt: new Date(Date.UTC(2026, 10, 20, 10, made)).toISOString() },
    body: { atlas_doc_format: { representation: 'atlas_doc_format', value: adf(lines) } },
  });
  const fake = fakeSite((url) => {
    const parent = /footer-comments\/(\d+)\/children$/.exec(url.pathname)?.[1];
    if (parent !== undefined) return { results: comments.filter((one) => one.parent === parent).map(row) };
    if (url.pathname.endsWith('/footer-comments'))
      return {
        results: comments
          .filter((one) => one.parent === null)
          .map(row)
          .reverse(),
      };
    if (url.pathname.endsWith('/user/bulk'))
      return {
        results: url.searchParams.getAll('accountId').map((id) => ({
          accountId: id,
          accountType: id === app ? 'app' : 'atlassian',
          displayName: nameOf(id),
        })),
      };
    return undefined;
  });
  const api = createConfluenceApi({ siteOrigin: site, fetch: fake.fetch });
  const add = (authorId: string, lines: readonly Line[], parent: string | null): string => {
    minute += 1;
    const id = String(1000 + comments.length);
    comments.push({ id, authorId, lines, version: 1, minute, parent });
    return id;
  };
  return {
    clear: () => {
      comments = [];
      minute = 0;
    },
    post: (authorId: string, lines: readonly Line[]) => add(authorId, lines, null),
    reply: (parent: string, authorId: string, lines: readonly Line[]) => void add(authorId, lines, parent),
    edit: (id: string, lines: readonly Line[]) => {
      minute += 1;
      const comment = comments.find((one) => one.id === id);
      if (comment === undefined) throw new Error(`no comment ${id}`);
      Object.assign(comment, { lines, version: comment.version + 1, minute });
    },
    read: async () => {
      const answer = await api.approvalRequests(pageId('1'), 1);
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.value;
    },
  };
};
type Page = ReturnType<typeof createPage>;

/** What a decision did to the request. */
interface Decided {
  readonly who: Person;
  readonly done: { readonly number: number; readonly step: Step };
  /** The step that is in progress now: another one, the same, or `null` when the page is approved. */
  readonly now: { readonly number: number; readonly step: Step; readonly left: readonly Person[] } | null;
}

/** One way of writing down what happens. */
interface Dialect {
  submitted(page: Page, first: Step): string;
  /** Answers the id of the request that counts from now on. */
  approved(page: Page, request: string, decided: Decided, steps: readonly Step[]): string;
  rejected?(page: Page, request: string, who: Person): void;
  cancelled?(page: Page, request: string): void;
  /** Submitted again; left out: as the first time. */
  again?(page: Page, request: string, first: Step): string;
}

const isNext = ({ done, now }: Decided): boolean => now !== null && now.number !== done.number;
const stepNames = ['Peers', 'Legal', 'Board'] as const;
const nameOfStep = (number: number): string => stepNames[number - 1] ?? `Step ${number}`;

const dialects: Readonly<Record<string, Dialect>> = {
  'the decision names the next step (our sandbox)': {
    submitted: (page, first) =>
      page.post(app, [
        ['Approval Request'],
        ['Ana Example submitted version 1 of this page for approval. Workflow: Docs, step: Peers.'],
        ['Approvers: ', ...at(first.approvers)],
      ]),
    approved: (page, request, decided) => {
      const { who, done, now } = decided;
      page.reply(request, app, [
        [`Approved by ${nameOf(who)} (step: ${nameOfStep(done.number)}).`],
        ['Fine with me, see my remark on the first part.'],
        ...(now !== null && isNext(decided) ? [[`Next step: ${nameOfStep(now.number)}. Approvers: `, ...at(now.step.approvers)]] : []),
      ]);
      return request;
    },
  },
  'each step posts a request of its own': {
    submitted: (page, first) => page.post(app, [['📋 Approval request'], ['Reviewers: ', ...at(first.approvers)]]),
    approved: (page, request, decided) => {
      page.reply(request, app, [['✅ ', { at: decided.who }, ' approved']]);
      return decided.now !== null && isNext(decided)
        ? page.post(app, [['📋 Approval request'], ['Reviewers: ', ...at(decided.now.step.approvers)]])
        : request;
    },
  },
  'the request is edited to the step in progress': {
    submitted: (page, first) => page.post(app, [['Approval Request'], ['Step: Peers'], ['Approvers: ', ...at(first.approvers)]]),
    approved: (page, request, decided) => {
      const { who, done, now } = decided;
      page.reply(request, app, [[`Approved by ${nameOf(who)} (step: ${nameOfStep(done.number)}).`]]);
      if (now !== null && isNext(decided))
        page.edit(request, [['Approval Request'], [`Step: ${nameOfStep(now.number)}`], ['Approvers: ', ...at(now.step.approvers)]]);
      return request;
    },
    // Submitted again, the same comment is used once more.
    again: (page, request, first) => {
      page.edit(request, [['Approval Request'], ['Step: Peers'], ['Approvers: ', ...at(first.approvers)]]);
      return request;
    },
  },
  'the request is edited at every decision, to those who are left': {
    submitted: (page, first) => page.post(app, [['Approval Request'], ['Waiting for ', ...at(first.approvers)]]),
    approved: (page, request, { who, done, now }) => {
      page.reply(request, who, [[`Approved (step ${done.number})`]]);
      if (now !== null) page.edit(request, [['Approval Request'], [`Step ${now.number}`], ['Waiting for ', ...at(now.left)]]);
      return request;
    },
  },
  'a reply of its own announces who is next': {
    submitted: (page, first) => page.post(app, [['ApprovalFlow'], ['Approval Request'], [...at(first.approvers, ' ')]]),
    approved: (page, request, decided) => {
      page.reply(request, app, [[`Approved by ${nameOf(decided.who)}`]]);
      if (decided.now !== null && isNext(decided))
        page.reply(request, app, [[`Step ${decided.now.number} has started`], ['Now waiting for: ', ...at(decided.now.step.approvers)]]);
      return request;
    },
    again: (page, request, first) => {
      page.reply(request, app, [['Submitted again'], ['Approvers: ', ...at(first.approvers)]]);
      return request;
    },
  },
  'every decision says who is left': {
    submitted: (page, first) =>
      page.post(app, [
        ['Approval requested'],
        ['Submitted by ', { at: 'ana' }],
        ['Approvers:'],
        ...first.approvers.map((id) => [{ at: id }]),
      ]),
    approved: (page, request, { who, now }) => {
      page.reply(request, app, [['Approved by ', { at: who }, '. ', ...(now === null ? ['Done.'] : ['Still pending: ', ...at(now.left)])]]);
      return request;
    },
  },
  'every decision lists all approvers of the step again': {
    submitted: (page, first) => page.post(app, [['Approval Request'], ['Approvers: ', ...at(first.approvers)]]),
    approved: (page, request, decided) => {
      const { who, done, now } = decided;
      const list: Line[] =
        now === null
          ? []
          : isNext(decided)
            ? [[`Next: step ${now.number}`], ['Next approvers: ', ...at(now.step.approvers)]]
            : [['Approvers: ', ...at(done.step.approvers)]];
      page.reply(request, app, [[`Step ${done.number}: approved by ${nameOf(who)}`], ...list]);
      return request;
    },
  },
  'people write it themselves, politely': {
    submitted: (page, first) =>
      page.post('ana', [['Approval Request'], ['Approvers: ', ...at(first.approvers)], ['Thanks, ', { at: 'ana' }]]),
    approved: (page, request, decided) => {
      const { who, now } = decided;
      page.reply(request, who, [
        ['Approved'],
        ['Thanks ', { at: 'ana' }, ', nicely written'],
        ...(now !== null && isNext(decided) ? [['Next step: ', ...at(now.step.approvers)]] : []),
      ]);
      return request;
    },
    rejected: (page, request, who) => page.reply(request, who, [['Changes requested'], ['Please have a look, ', { at: 'ana' }]]),
    cancelled: (page, request) => page.reply(request, 'ana', [['Cancelled']]),
  },
};

/** Deterministic, so that a failing run can be run again. */
const createRandom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const modes = ['any', 'all'] as const;
/** Approvers that differ from step to step, or the same in all of them. */
const workflowsOf = (length: number, overlap: 'same' | 'rotating'): readonly (readonly Step[])[] => {
  let all: (readonly Step[])[] = [[]];
  for (let index = 0; index < length; index += 1)
    all = all.flatMap((steps) =>
      modes.flatMap((mode) =>
        [1, 2, 3].map((count) => {
          const from = overlap === 'same' ? 0 : index;
          const approvers = Array.from({ length: count }, (_, offset) => people[(from + offset) % 4] ?? 'ben');
          return [...steps, { mode, approvers }];
        }),
      ),
    );
  return all;
};

const workflowsWith = (length: number) => [...workflowsOf(length, 'rotating'), ...workflowsOf(length, 'same')];
/** Of the 432 with three steps every third: what is special about a third step is there. */
const workflows = [
  ...workflowsWith(1),
  ...workflowsWith(2),
  ...workflowsWith(2),
  ...workflowsWith(3).filter((_, index) => index % 3 === 0),
];

/** Plays one course of events; answers each moment at which somebody was wrongly asked or wrongly not. */
const play = async (
  page: Page,
  dialect: Dialect,
  steps: readonly Step[],
  random: (below: number) => number,
): Promise<readonly string[]> => {
  page.clear();
  const wrong: string[] = [];
  const story: string[] = [];
  let index = 0;
  let decided = new Set<Person>();
  let isPending = true;
  const first = steps[0];
  if (first === undefined) throw new Error('a workflow without steps');
  const left = (): readonly Person[] => (isPending ? (steps[index]?.approvers ?? []).filter((person) => !decided.has(person)) : []);
  const compare = async (event: string): Promise<void> => {
    story.push(event);
    const requests = await page.read();
    for (const person of people) {
      const isAsked = isPending && asksYou(requests, [accountId(person)]);
      if (isAsked !== left().includes(person)) wrong.push(`${person} ${isAsked ? 'asked' : 'not asked'} after ${story.join(', ')}`);
    }
  };
  let request = dialect.submitted(page, first);
  await compare('submitted');
  let isTurnedBack = random(3) !== 0;
  while (isPending) {
    if (random(4) === 0) {
      page.reply(request, 'ana', [['What do you think, ', { at: people[random(4)] ?? 'ben' }, '? Please review it when you can.']]);
      await compare('talk');
    }
    if (!isTurnedBack && random(3) === 0) {
      isTurnedBack = true;
      const who = left()[0];
      if (random(2) === 0 || who === undefined)
        (dialect.cancelled ?? ((on: Page, id: string) => on.reply(id, app, [['Request cancelled by Ana Example.']])))(page, request);
      else
        (
          dialect.rejected ??
          ((on: Page, id: string) => on.reply(id, app, [[`Changes requested by ${nameOf(who)}.`], ['Too long a text.']]))
        )(page, request, who);
      isPending = false;
      await compare('turned back');
      isPending = true;
      index = 0;
      decided = new Set();
      request = (dialect.again ?? ((on: Page, _: string, step: Step) => dialect.submitted(on, step)))(page, request, first);
      await compare('submitted again');
    }
    const step = steps[index];
    const asked = left();
    const who = asked[random(asked.length)];
    if (step === undefined || who === undefined) throw new Error('nobody is left');
    decided.add(who);
    const number = index + 1;
    if (step.mode === 'any' || step.approvers.every((person) => decided.has(person))) {
      index += 1;
      decided = new Set();
    }
    isPending = index < steps.length;
    const now = steps[index];
    request = dialect.approved(
      page,
      request,
      { who, done: { number, step }, now: now === undefined ? null : { number: index + 1, step: now, left: left() } },
      steps,
    );
    await compare(`${who} approved`);
  }
  return wrong;
};

describe('whose turn it is', () => {
  for (const [name, dialect] of Object.entries(dialects))
    it(`is never wrong where ${name}`, async () => {
      const page = createPage();
      const random = createRandom(name.length * 7919);
      const wrong: string[] = [];
      for (const steps of workflows)
        for (const found of await play(page, dialect, steps, random)) wrong.push(`${JSON.stringify(steps)}: ${found}`);
      expect(wrong.slice(0, 5)).toEqual([]);
    }, 30_000);

  it('is told with the step, where the comments number them', async () => {
    const page = createPage();
    const request = page.post(app, [['Approval Request'], ['Step 1 of 3'], ['Approvers: ', { at: 'ben' }]]);
    expect(turnOf(await page.read())).toEqual({ asked: ['ben'], step: { number: 1, of: 3 } });
    page.reply(request, app, [['Step 1 of 3 approved by Ben Example'], ['Next approvers: ', { at: 'chi' }]]);
    expect(turnOf(await page.read())).toEqual({ asked: ['chi'], step: { number: 2, of: 3 } });
    page.reply(request, app, [['Approved by Chi Example'], ['Now step 3/3, waiting for ', { at: 'dee' }]]);
    expect(turnOf(await page.read())).toEqual({ asked: ['dee'], step: { number: 3, of: 3 } });
  });

  it('goes on to whom the request is reassigned', async () => {
    const page = createPage();
    const request = page.post(app, [['Approval Request'], ['Approvers: ', ...at(['ben', 'chi'])]]);
    page.reply(request, app, [['Reassigned from ', { at: 'ben' }, ' to ', { at: 'dee' }, ' by ', { at: 'ana' }]]);
    expect(turnOf(await page.read()).asked).toEqual(['chi', 'dee']);
    page.reply(request, app, [['Reassigned to ', { at: 'eli' }]]);
    expect(turnOf(await page.read()).asked).toEqual(['eli']);
  });
});

/** What comments do not tell. These say what Sheaf makes of it; docs/architecture.md names them. */
describe('what cannot be known', () => {
  it('is the next step that no comment announces: nobody is said to be asked', async () => {
    const page = createPage();
    const request = page.post(app, [['Approval Request'], ['Approvers: ', { at: 'ben' }]]);
    page.reply(request, app, [['Approved by Ben Example']]);
    expect(turnOf(await page.read()).asked).toEqual([]);
  });

  it('is who was done with a request that names all steps at once: everybody is asked until they have answered', async () => {
    const page = createPage();
    const request = page.post(app, [['Approval Request'], ['Step 1: ', { at: 'ben' }], ['Step 2: ', { at: 'chi' }]]);
    expect(turnOf(await page.read()).asked).toEqual(['ben', 'chi']);
    page.reply(request, app, [['Approved by Ben Example']]);
    expect(turnOf(await page.read()).asked).toEqual(['chi']);
  });

  it('is who decided, when an app names somebody unknown: they stay asked until the page leaves approval', async () => {
    const page = createPage();
    const request = page.post(app, [['Approval Request'], ['Approvers: ', ...at(['ben', 'chi'])]]);
    page.reply(request, app, [['Approved by B. E.']]);
    expect(turnOf(await page.read()).asked).toEqual(['ben', 'chi']);
  });
});
