import { defineBackground } from 'wxt/utils/define-background';
import { createBusServer } from '../../lib/bus/index.ts';
import { createBackgroundPlatform } from '../../lib/platform/index.ts';
import { registerDoors } from './doors.ts';
import { createHandlers } from './handlers/index.ts';
import { watchLaunchers } from './launchers.ts';
import { watchNotices } from './notices.ts';
import { registerSchedule } from './schedule.ts';
import { composeServices } from './services.ts';
import { createTopics } from './topics.ts';

export default defineBackground({
  type: 'module',
  /** Every listener is registered before the first `await`: the event that woke the worker is not lost. */
  main() {
    const platform = createBackgroundPlatform();
    const ready = composeServices(platform);
    createBusServer({
      runtime: platform.bus,
      extensionId: platform.extension.id,
      extensionOrigin: platform.extension.origin,
      ...createHandlers(platform, ready),
      topics: createTopics(platform, ready),
      onUnexpected: (error, reference) => console.error('Sheaf: unexpected', reference, error instanceof Error ? error.stack : error),
    });
    registerSchedule(platform, ready);
    registerDoors(platform, ready);
    watchNotices(platform, ready);
    void ready.then((services) => watchLaunchers(platform, services));
  },
});
