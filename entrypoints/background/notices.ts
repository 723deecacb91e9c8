/** Desktop notifications: what is shown, and where pressing one leads. */
import type { BackgroundPlatform } from '../../lib/platform/index.ts';
import { type NoticeTarget, watchNews } from '../../lib/services/index.ts';
import { createOpening } from './opening.ts';
import type { Services } from './services.ts';

/** The id says where to go: whoever presses it may wake a background that remembers nothing. */
const idOf = (target: NoticeTarget): string => JSON.stringify(target);
const targetIn = (id: string): NoticeTarget => JSON.parse(id) as NoticeTarget;

export const watchNotices = (platform: BackgroundPlatform, ready: Promise<Services>): void => {
  const opening = createOpening(platform, ready);
  platform.notifications.onClicked((id) => {
    const target = targetIn(id);
    void (target === null ? opening.dashboard('') : opening.page(target.connectionId, target.pageId, target.changeSetId));
  });
  void ready.then(({ foundation }) =>
    watchNews(foundation, ({ target, ...words }) => void platform.notifications.show({ id: idOf(target), ...words })),
  );
};
