import { createAction } from '../../lib/state/index.ts';
import type { StateActions, StateRequest } from './data.ts';

/** The bus takes plain arrays. */
const plain = ({ pageIds, wish, ...rest }: StateRequest) => ({
  ...rest,
  pageIds: [...pageIds],
  wish: wish.kind === 'existing' ? { kind: wish.kind, state: { ...wish.state } } : wish,
});

/** The one table from what people can do to page statuses to the requests of the bus. */
export const createStateActions = (bus: Parameters<typeof createAction>[0]): StateActions => {
  const preview = createAction(bus, 'state.preview').run;
  const start = createAction(bus, 'state.start').run;
  return {
    offer: createAction(bus, 'state.offer').run,
    preview: (input) => preview(plain(input)),
    start: (input) => start(plain(input)),
    stop: createAction(bus, 'state.stop').run,
    goOn: createAction(bus, 'state.goOn').run,
    dismiss: createAction(bus, 'state.dismiss').run,
    openTab: createAction(bus, 'state.openTab').run,
  };
};
