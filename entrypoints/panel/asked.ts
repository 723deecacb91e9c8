import { changeSetId, connectionId, pageId } from '../../lib/domain/index.ts';
import type { Asked } from './panel-model.ts';

/**
 * The act that a window was opened to confirm: `?confirm=submit&connection=…&changeSet=…&page=…`, or `null`. The background checks the ids again
 * with whatever is sent.
 */
export const askedIn = (params: URLSearchParams): Asked | null => {
  const action = params.get('confirm');
  const connection = params.get('connection');
  const changeSet = params.get('changeSet');
  const page = params.get('page');
  if (action === null || connection === null || changeSet === null) return null;
  const target = { connectionId: connectionId(connection), changeSetId: changeSetId(changeSet) };
  if (action === 'submit' || action === 'archive') return { target, act: { kind: action } };
  return action === 'submitPage' && page !== null ? { target, act: { kind: action, pageId: pageId(page) } } : null;
};
