import { Later } from '../words/index.ts';
import type { ChangeSetDetailProps } from './ChangeSetDetail.tsx';

const loadDetail = async () => (await import('./ChangeSetDetail.tsx')).ChangeSetDetail;

/** `ChangeSetDetail`, the largest part of every surface, for views that are there before a set is opened: fetched with the first one. */
export const LaterDetail = (props: ChangeSetDetailProps) => (
  <Later load={loadDetail} label="Loading the pages of this change set" props={props} />
);
