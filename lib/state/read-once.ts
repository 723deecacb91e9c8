import type { BusClient, TopicName, TopicParamsInput, TopicSnapshot } from '../bus/index.ts';
import { fail, ok, type Result } from '../domain/index.ts';

/** The current value of a topic, without following it. Never rejects. */
export const readOnce = <Topic extends TopicName>(
  bus: BusClient,
  topic: Topic,
  params: TopicParamsInput<Topic>,
): Promise<Result<TopicSnapshot<Topic>>> => {
  const looking = new AbortController();
  return new Promise((resolve) => {
    const answer = (result: Result<TopicSnapshot<Topic>>): void => {
      looking.abort();
      resolve(result);
    };
    bus.subscribe(topic, params, (value) => answer(ok(value)), {
      signal: looking.signal,
      onState: (state) => {
        if (state.kind === 'refused') answer(fail(state.error));
        else if (state.kind === 'down') answer(fail({ kind: 'unavailable' }));
      },
    });
  });
};
