/**
 * A set of nine approved pages to which everything happened since that an approval can outlive or not: `POST /__sandbox/freshness`.
 * It is not there at start, because tests count what is. ENG only, so on the first site.
 */
import { code, h2, image, includePage, info, ol, p, table, ul } from '../confluence/seed/storage.ts';
import type { SiteContent } from '../model.ts';
import { createTeller, type SeedParts } from './change-sets.ts';

const named = (name: string): string => `Gateway 3: ${name}`;

/** What happened to each page after it was approved. */
const setPages = {
  /** Its status was set: a new version of the same text. */
  statusSet: 'client registration',
  /** A digit changed. */
  digitChanged: 'token lifetimes',
  /** A page that it includes changed; its own version did not move. */
  includeChanged: 'deployment',
  /** A pipeline published the same text again. */
  republished: 'monitoring',
  /** Nothing. */
  untouched: 'error handling',
  /** Its picture was replaced. */
  pictureReplaced: 'architecture',
  /** It was changed and then restored. */
  restored: 'release notes',
  /** Nothing; it includes a page that Ben may not see. */
  includeHidden: 'key handling',
  /** Nothing; it includes a page that includes it. */
  includeCycle: 'fallback',
} as const;
type SetPage = keyof typeof setPages;
const setPageNames = Object.keys(setPages) as SetPage[];

export interface FreshnessSeed {
  changeSetId: string;
  spaceId: string;
  /** Ids of the pages of the set, and of the page that one of them includes. */
  pages: Readonly<Record<SetPage | 'included', string>>;
}

const lifetimes = (minutes: number): string =>
  p(`An access token lives for ${minutes} minutes, a refresh token for 30 days without use.`) +
  table(['Token', 'Lifetime', 'Can be renewed'], ['Access', `${minutes} minutes`, 'no'], ['Refresh', '30 days', 'once, it rotates']);

const installSteps = (tag: string): string =>
  ol(
    `Pull the image: \`docker pull registry.acme.example/gateway:${tag}\`.`,
    'Mount the key directory read-only.',
    'Start it: `acme gateway up`.',
  );

const texts: Readonly<Record<SetPage, string>> = {
  statusSet:
    p('A client is registered once per environment, by the team that owns it.') +
    ol('Open the developer console.', 'Choose **New client** and name an owner.', 'Upload the public key.') +
    info('A client without an owner is suspended after 14 days.'),
  digitChanged: lifetimes(15),
  includeChanged: p('One region at a time, eu-north first.') + h2('On each machine') + includePage(named('install steps')),
  republished:
    p('Watch these for a day after each step.') +
    ul('`gateway.token.issued` stays within 10 % of last week', '`gateway.token.rejected` stays below 2 %') +
    code('bash', 'acme metrics watch gateway --since 1h'),
  untouched:
    p('Errors are JSON. `error` is for programs, `error_description` for people.') +
    ul('400: do not repeat', '429: wait', '503: repeat with a pause'),
  pictureReplaced: p('Four parts, of which only the gateway is reachable from outside.') + image('gateway-3.png', 'The parts of gateway 3'),
  restored: h2('3.0') + ul('Key rotation without downtime', 'Limits per client', 'Version 1 keys are refused from {date:2027-03-31} on'),
  includeHidden: p('A key that was printed anywhere is replaced, whatever it opens.') + includePage('Incident 2026-31: leaked signing key'),
  includeCycle: p('If the canary fails, go back to gateway 2.') + includePage(named('the way back')),
};

/** `null` when it was made before, or this site has no space for it. */
export function seedFreshness(parts: SeedParts & { content: SiteContent }): FreshnessSeed | null {
  const { content } = parts;
  const isThere = content.pages().some((page) => content.currentVersion(page).title === named(setPages.untouched));
  if (isThere || content.space('ENG') === null) return null;
  const { space, hoursAgo, create, submit, approve } = createTeller(parts, 'ENG');
  const idOf = (key: string): string => content.person(key)?.accountId ?? '';
  const add = (name: string, storage: string, author: string): string =>
    content.addPage({ spaceId: space.id, title: named(name), storage, authorId: idOf(author) });

  const pages = hoursAgo(60, (): Record<SetPage | 'included', string> => {
    const included = add('install steps', installSteps('3.0'), 'ben');
    add('the way back', p('Gateway 2 stays installed for a week.') + includePage(named(setPages.includeCycle)), 'ben');
    const ids = setPageNames.map((key) => [key, add(setPages[key], texts[key], 'ana')] as const);
    const made = { ...(Object.fromEntries(ids) as Record<SetPage, string>), included };
    content.attach(made.pictureReplaced, { name: 'gateway-3.png', content: 'Client\nGateway 3\nIdentity\nVault', authorId: idOf('ana') });
    return made;
  });

  const changeSetId = hoursAgo(48, () => {
    const titles = setPageNames.map((key) => named(setPages[key]));
    const id = create({
      title: 'Gateway 3',
      summary: 'Everything that operations needs for the new gateway.',
      referenceUrl: 'https://git.acme.example/acme/gateway/pull/311',
      by: 'ana',
      pages: titles,
    });
    for (const title of titles) {
      submit(title, 'ana', id);
      approve(title, 'ben', 'dee');
    }
    return id;
  });

  const later = (hours: number, page: SetPage | 'included', by: string, change: Omit<Parameters<SiteContent['publish']>[1], 'authorId'>) =>
    hoursAgo(hours, () => void content.publish(pages[page], { authorId: idOf(by), ...change }));
  later(30, 'digitChanged', 'chi', { storage: lifetimes(50), message: 'Typo' });
  later(26, 'statusSet', 'ana', { state: { id: 3, name: 'Verified', color: '#1d7afc' } });
  later(22, 'republished', 'dee', { message: 'Published by docs-pipeline 4812' });
  later(20, 'included', 'ben', { storage: installSteps('3.1'), message: 'Image 3.1' });
  later(17, 'restored', 'chi', { storage: `${texts.restored}${p('Draft of 3.1 follows.')}` });
  later(16, 'restored', 'ana', { storage: texts.restored, message: 'Reverted from v. 1' });
  hoursAgo(12, () => {
    const file = {
      name: 'gateway-3.png',
      content: 'Client\nGateway 3\nIdentity\nVault\nAudit',
      message: 'Audit added',
      authorId: idOf('ben'),
    };
    content.attach(pages.pictureReplaced, file);
  });
  return { changeSetId, spaceId: space.id, pages };
}
