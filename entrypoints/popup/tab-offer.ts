import type { TabOffer } from '../../components/queue/index.ts';
import { sourceOf } from '../../lib/domain/index.ts';

/** `null`: one of the browser's own pages, which cannot be read and is nothing that a change comes from. */
export const offerFor = (url: string | null): TabOffer | null => {
  if (url === null) return { label: null };
  const source = sourceOf(url);
  return source === null ? null : { label: source.label };
};
