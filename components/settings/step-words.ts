import type { AppError, ConnectCheck, ConnectStep } from '../../lib/domain/index.ts';
import { switchPath } from './administrator-request.ts';

/** The steps of connecting, as statements that become true. */
export const stepWords: Readonly<Record<ConnectStep, string>> = {
  baseUrl: 'API base URL understood',
  siteAccess: 'Browser allows access to the site',
  site: 'Site belongs to the base URL',
  session: 'Signed in to Confluence in this browser',
  signIn: 'Signed in with Atlassian for ApprovalFlow',
  scopes: 'Permissions granted',
  api: 'First read from ApprovalFlow',
};

export const checkStateWords: Readonly<Record<ConnectCheck['state'], string>> = {
  todo: 'not checked yet',
  running: 'checking',
  passed: 'passed',
  failed: 'failed',
};

export interface StepHelp {
  /** Said after the error's own words, because it needs the step to be known. `null`: they are enough. */
  readonly words: string | null;
  /** What to show beside it. */
  readonly shows: 'callbackUrl' | 'scopes' | null;
  /** An administrator has to do something: offer the ready message. */
  readonly isForAdministrator: boolean;
}

const administrator = (words: string | null, shows: StepHelp['shows'] = null): StepHelp => ({ words, shows, isForAdministrator: true });
const own = (words: string | null): StepHelp => ({ words, shows: null, isForAdministrator: false });

/** What a failed step means beyond its error, and whom to ask. */
export const stepHelp = (step: ConnectStep, error: AppError): StepHelp => {
  if (error.kind === 'offline' || error.kind === 'unavailable' || error.kind === 'rateLimited') return own(null);
  switch (step) {
    case 'baseUrl':
      return administrator(`It is shown under ${switchPath}, once the switch is on.`);
    case 'siteAccess':
    case 'session':
      return own(null);
    case 'site':
      return error.kind === 'notFound' ? own('No Confluence site answers at this address. Check its spelling.') : administrator(null);
    case 'signIn':
      if (error.kind === 'declined')
        return own('If Atlassian showed an error instead of asking for your consent, the callback URL or the client id may be wrong.');
      return administrator(null, error.kind === 'invalid' && error.where.startsWith('redirect') ? 'callbackUrl' : null);
    case 'scopes':
      return administrator('The OAuth app must have all of these, and you must have agreed to them:', 'scopes');
    case 'api':
      if (error.kind === 'switchedOff') return administrator(`The switch is under ${switchPath}.`);
      return administrator(`Check this first: ${switchPath} is switched on.`, error.kind === 'forbidden' ? 'scopes' : null);
  }
};
