import type { AppError, Service } from '../../lib/domain/index.ts';
import { waitWords } from '../ui/index.ts';

/**
 * What a person can do about it. `retry`: the same again. `signIn`: sign in to Atlassian for this connection. `openConfluence`: sign in on the
 * site itself. `allowAccess`: give the browser's permission for the site. `openSettings`: put the connection right. `refresh`: read again.
 */
export type NextStepKind = 'retry' | 'refresh' | 'signIn' | 'openConfluence' | 'allowAccess' | 'openSettings';

export interface NextStep {
  readonly kind: NextStepKind;
  readonly label: string;
}

export interface ErrorWords {
  readonly title: string;
  readonly explanation: string;
  /** `null`: nothing to press; the explanation says whom to ask. */
  readonly nextStep: NextStep | null;
}

/** Names to say instead of "the site"; each may be missing. */
export interface ErrorContext {
  readonly siteName?: string | null | undefined;
}

const serviceNames: Readonly<Record<Service, string>> = {
  confluence: 'Confluence',
  approvalFlow: 'ApprovalFlow',
  atlassianSignIn: 'Atlassian sign-in',
};

const retry: NextStep = { kind: 'retry', label: 'Try again' };
const refresh: NextStep = { kind: 'refresh', label: 'Refresh' };
const settings: NextStep = { kind: 'openSettings', label: 'Open settings' };

const hostOf = (site: string): string => (URL.canParse(site) ? new URL(site).host : site);

const signedOut = (service: Service, site: string): ErrorWords => {
  if (service === 'confluence')
    return {
      title: 'You are signed out of Confluence',
      explanation: `Sign in to ${site} in this browser. Sheaf reads pages with your Confluence session.`,
      nextStep: { kind: 'openConfluence', label: 'Sign in to Confluence' },
    };
  return {
    title: 'Your sign-in has ended',
    explanation: `Sheaf reaches ApprovalFlow with your Atlassian account, and that sign-in is no longer valid. Sign in again to go on; nothing is lost.`,
    nextStep: { kind: 'signIn', label: 'Sign in again' },
  };
};

const forbidden = (service: Service, because: 'scope' | 'licenceOrScope' | 'role'): ErrorWords => {
  const name = serviceNames[service];
  if (because === 'role')
    return {
      title: `${name} does not let you do this`,
      explanation:
        service === 'approvalFlow'
          ? 'Your role in this space is not allowed to. Ask a space administrator to do it, or to give you the right.'
          : 'You have no permission for this page or space. Ask its owner or a space administrator for access.',
      nextStep: null,
    };
  if (because === 'scope')
    return {
      title: `Sheaf’s sign-in may not do this in ${name}`,
      explanation:
        'The OAuth app lacks a permission (scope). Ask whoever registered it to add the scopes listed in Sheaf’s settings, including read:forge-app:confluence, then sign in again.',
      nextStep: settings,
    };
  return {
    title: `${name} refused the request`,
    explanation:
      'Either its licence on this site is not active, or the OAuth app lacks a permission (scope). Ask your Confluence administrator to check both: the licence under Apps, the scopes in the developer console.',
    nextStep: settings,
  };
};

type Words = Omit<ErrorWords, 'nextStep'>;

const askForBaseUrl = 'Ask your Confluence administrator to copy it from Connected apps → ApprovalFlow.';

/** What is wrong with something that a person or a file gave: by its whole name, else by the name up to the first dot. */
const invalidWords: Readonly<Record<string, Words>> = {
  siteUrl: {
    title: 'This is not the address of a Confluence site',
    explanation: 'It should look like https://your-company.atlassian.net. Copy it from the address bar of any Confluence page.',
  },
  'siteUrl.empty': {
    title: 'The Confluence address is missing',
    explanation: 'It looks like https://your-company.atlassian.net. Copy it from the address bar of any Confluence page.',
  },
  'siteUrl.notHttps': {
    title: 'The Confluence address must begin with https://',
    explanation: 'Sheaf talks to Confluence only over an encrypted connection.',
  },
  site: {
    title: 'The API base URL belongs to another site',
    explanation:
      'Its cloud id is not that of your Confluence address. Ask your Confluence administrator for the base URL of this very site.',
  },
  apiBaseUrl: {
    title: 'This is not an ApprovalFlow API base URL',
    explanation: `It begins with https://api.atlassian.com/svc/confluence/ or with your site’s address and /gateway/api/svc/confluence/apps/. ${askForBaseUrl}`,
  },
  'apiBaseUrl.empty': { title: 'The API base URL is missing', explanation: askForBaseUrl },
  'apiBaseUrl.notHttps': {
    title: 'The API base URL must begin with https://',
    explanation: `It may have been cut off when it was copied. ${askForBaseUrl}`,
  },
  'apiBaseUrl.wrongHost': {
    title: 'The API base URL is on an unknown host',
    explanation: `It must be on api.atlassian.com or on a site under atlassian.net: your sign-in is sent there and nowhere else. ${askForBaseUrl}`,
  },
  'apiBaseUrl.appIdMissing': {
    title: 'The API base URL ends too early',
    explanation: `The app id after /apps/ is missing. ${askForBaseUrl}`,
  },
  clientId: {
    title: 'Atlassian does not know this client id',
    explanation: 'Compare it with the one in the developer console under Settings, or ask whoever registered the OAuth app.',
  },
  'clientId.empty': {
    title: 'The client id is missing',
    explanation: 'It is in the developer console under Settings. Ask whoever registered the OAuth app.',
  },
  clientSecret: {
    title: 'Atlassian refused the client secret',
    explanation: 'It does not belong to this client id, or it has been replaced. Ask whoever registered the OAuth app for the current one.',
  },
  'clientSecret.empty': {
    title: 'The client secret is missing',
    explanation: 'Atlassian asks for one. Enter the secret of the OAuth app, or the address of your company’s token broker.',
  },
  brokerUrl: {
    title: 'The token broker did not answer as it should',
    explanation: 'Its address must begin with https://. Ask whoever runs it in your company to check it.',
  },
  redirectUri: {
    title: 'The callback URL is not registered',
    explanation:
      'Ask whoever registered the OAuth app to set its callback URL to the one shown in Sheaf’s settings. Each browser has its own, and an app may hold only one.',
  },
  'changeSet.archived': {
    title: 'This change set is archived',
    explanation: 'Archived sets are read-only. Make a new set, or choose another one for this page.',
  },
  title: { title: 'The title was refused', explanation: 'Give the change set a title that is not empty and not too long.' },
  referenceUrl: { title: 'The source was refused', explanation: 'It must be a web address that begins with https:// or http://.' },
  pageIds: { title: 'The page list was refused', explanation: 'A set needs at least one page, and all its pages must be in one space.' },
  file: {
    title: 'This is not a connection file',
    explanation: 'Ask whoever gave it to you for a new one, or enter the details by hand.',
  },
};

/** What is wrong with a change set that is only being put together. Nothing of these is put right in the settings. */
const draftWords: Readonly<Record<string, Words>> = {
  tab: {
    title: 'Sheaf cannot read this page',
    explanation:
      'The browser keeps its own pages, and some others, from extensions. Open the toolbar popup on the page and try from there, or paste the links.',
  },
  'source.empty': { title: 'There is nothing to look for', explanation: 'Type something first.' },
  'source.tooLong': { title: 'That is too long', explanation: 'Add it in two or more parts.' },
  'source.tooMany': { title: 'A draft takes 50 sources', explanation: 'Remove one that you no longer need, or create this set first.' },
  'draft.full': {
    title: 'A draft takes 2,000 places',
    explanation: 'This source holds more, so it was stopped. Create this set first, or look for fewer pages at once.',
  },
};

/** Why Confluence takes a status for one page and not for another. */
const statusWords: Readonly<Record<string, Words>> = {
  'pageStatus.notOffered': {
    title: 'Confluence does not offer this status there',
    explanation: 'Which statuses a page takes differs by page and person; some are for its owner alone. Choose another one for this page.',
  },
  'pageStatus.customOff': {
    title: 'Own statuses are switched off there',
    explanation: 'The space allows its own list only. Choose one of that list, or ask the space’s administrator.',
  },
  'pageStatus.noDraft': {
    title: 'There is no draft',
    explanation: 'The page has no unpublished changes to put a status on. Choose the published text instead.',
  },
  'pageStatus.refused': {
    title: 'Confluence refused this status',
    explanation: 'A status has a name of 1 to 20 characters and a colour. Choose another one, or make it in Confluence.',
  },
};

/** Sign-in answers that did not belong to the sign-in that was started. */
const signInAnswers: readonly string[] = ['state', 'code', 'redirect'];

const fieldOf = (where: string): string => where.split('.')[0] ?? where;

const invalid = (where: string): ErrorWords => {
  const answer = /^answer:(.*)$/s.exec(where)?.[1];
  if (answer !== undefined)
    return {
      title: 'Sheaf could not read the answer',
      explanation: `The service answered in a form that Sheaf does not know (${answer}). Try again; if it stays, tell your administrator that Sheaf may need an update.`,
      nextStep: retry,
    };
  const refusal = /^cql:(.*)$/s.exec(where)?.[1];
  if (refusal !== undefined)
    return {
      title: 'Confluence could not read the query',
      explanation:
        refusal === ''
          ? 'Write a query in CQL, for example: label = "release" and space = ENG.'
          : `It says: “${refusal}” Correct the query and search again.`,
      nextStep: null,
    };
  const plain = draftWords[where] ?? statusWords[where];
  if (plain !== undefined) return { ...plain, nextStep: null };
  const words = invalidWords[where] ?? invalidWords[fieldOf(where)];
  if (words !== undefined) return { ...words, nextStep: settings };
  if (signInAnswers.includes(where))
    return {
      title: 'The sign-in could not be matched',
      explanation: 'The answer did not belong to the sign-in that you started. Start it again.',
      nextStep: { kind: 'signIn', label: 'Sign in again' },
    };
  if (/^(request|topic|surface):/.test(where))
    return {
      title: 'Sheaf was updated',
      explanation: 'This view is older than the rest of Sheaf. Close it and open it again; on a Confluence page, reload the page.',
      nextStep: null,
    };
  return {
    title: 'This cannot be done any more',
    explanation: `Things have changed since (${where}). Refresh and look at what is there now.`,
    nextStep: refresh,
  };
};

/** The one table from an error to what a person reads and can do next. */
export const errorWords = (error: AppError, context: ErrorContext = {}): ErrorWords => {
  const site = context.siteName ?? 'your Confluence site';
  switch (error.kind) {
    case 'offline':
      return {
        title: 'You are offline',
        explanation: 'What you see is the last state known. Sheaf goes on by itself when the network is back.',
        nextStep: retry,
      };
    case 'signedOut':
      return signedOut(error.service, site);
    case 'wrongAccount':
      return {
        title: 'Two different accounts are signed in',
        explanation: `Confluence and ApprovalFlow would see different people. Until both are the same, Sheaf only reads. Sign in with the account that you use on ${site}.`,
        nextStep: { kind: 'signIn', label: 'Sign in again' },
      };
    case 'noAccess':
      return {
        title: `Sheaf may not read ${hostOf(error.site)}`,
        explanation: 'Your browser withholds this site from the extension. Allow it, and Sheaf goes on at once.',
        nextStep: { kind: 'allowAccess', label: 'Allow access' },
      };
    case 'forbidden':
      return forbidden(error.service, error.because);
    case 'switchedOff':
      return {
        title: 'ApprovalFlow’s API is switched off',
        explanation:
          'Ask your Confluence administrator to switch on “App REST APIs” for ApprovalFlow under Connected apps, then check again. If it is on: sign in again, and choose this very site on Atlassian’s page.',
        nextStep: { kind: 'retry', label: 'Check again' },
      };
    case 'notFound':
      return {
        title: 'It is no longer there',
        explanation: 'The change set or page was deleted, or you may no longer see it. Refresh to see what is there now.',
        nextStep: refresh,
      };
    case 'conflict':
      return {
        title: 'Someone else changed it at the same time',
        explanation: 'Nothing of theirs was overwritten. Look at what is there now, then try again.',
        nextStep: retry,
      };
    case 'rateLimited':
      return {
        title: 'Asked too often',
        explanation: `The service asks for a pause of ${waitWords(error.retryAfterMs)}. Sheaf goes on by itself after that.`,
        nextStep: null,
      };
    case 'invalid':
      return invalid(error.where);
    case 'unavailable':
      return {
        title: 'The service did not answer in time',
        explanation: 'It may be busy or down. Sheaf tries again by itself; you can also try now.',
        nextStep: retry,
      };
    case 'declined':
      return {
        title: 'Sign-in was not finished',
        explanation: 'The window was closed, or access was not granted. Nothing was changed.',
        nextStep: { kind: 'signIn', label: 'Sign in' },
      };
    case 'paused':
      return {
        title: 'Sheaf is paused here until you go on',
        explanation: 'Nothing is read, shown or sent there while it is paused.',
        nextStep: { kind: 'openSettings', label: 'Go on in settings' },
      };
    case 'unexpected':
      return {
        title: 'Something unexpected happened',
        explanation: `Try again. If it stays, give your administrator this reference: ${error.reference}.`,
        nextStep: retry,
      };
  }
};
