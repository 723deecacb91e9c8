import type { NextStepKind } from '../words/index.ts';
import type { Answer, ReviewActions } from './data.ts';

interface Ways {
  readonly actions: Pick<ReviewActions, 'openSettings' | 'openSite'>;
  readonly siteOrigin?: string | undefined;
  /** The same again. */
  readonly again: () => Answer;
}

/** Takes the step that an error suggests. Signing in and site access are asked on the settings page: they need a window that stays. */
export const takeNextStep = (step: NextStepKind, { actions, siteOrigin, again }: Ways): void => {
  switch (step) {
    case 'retry':
    case 'refresh':
      void again();
      return;
    case 'openConfluence':
      if (siteOrigin === undefined) void actions.openSettings();
      else actions.openSite(siteOrigin);
      return;
    case 'signIn':
    case 'allowAccess':
    case 'openSettings':
      void actions.openSettings();
  }
};
