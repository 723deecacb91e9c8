import type { FunctionComponent } from 'preact';
import type { ChangeSetDetailProps } from './ChangeSetDetail.tsx';

/** `ChangeSetDetail` for surfaces that begin without it: fetched when the first set is unfolded. Rejects when its module is gone. */
export const loadDetail = async (): Promise<FunctionComponent<ChangeSetDetailProps>> =>
  (await import('./ChangeSetDetail.tsx')).ChangeSetDetail;
