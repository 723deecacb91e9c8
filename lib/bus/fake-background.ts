/** Handlers that record what reached them, for the bus's tests. */
import { ok } from '../domain/index.ts';
import { notifications, requests, topics } from './contract.ts';
import type { NotificationHandlers, RequestHandlers, Sender, TopicSources } from './types.ts';

export interface Reached {
  readonly name: string;
  readonly data: unknown;
  readonly sender: Sender;
}

/** One function per name of the contract; the table's types are not followed here. */
const tableOf = <Table>(names: object, make: (name: string) => unknown): Table =>
  Object.fromEntries(Object.keys(names).map((name) => [name, make(name)])) as Table;

export const createFakeBackground = (answer: (name: string) => Promise<unknown> = async () => ok(null)) => {
  const reached: Reached[] = [];
  const pushes = new Map<string, (snapshot: unknown) => void>();
  const stopped: string[] = [];
  return {
    reached,
    pushes,
    stopped,
    handlers: {
      requests: tableOf<RequestHandlers>(requests, (name) => (data: unknown, sender: Sender) => {
        reached.push({ name, data, sender });
        return answer(name);
      }),
      notifications: tableOf<NotificationHandlers>(notifications, (name) => async (data: unknown, sender: Sender) => {
        reached.push({ name, data, sender });
        await answer(name);
      }),
      topics: tableOf<TopicSources>(topics, (name) => (data: unknown, sender: Sender, push: (snapshot: unknown) => void) => {
        reached.push({ name, data, sender });
        pushes.set(name, push);
        return () => {
          pushes.delete(name);
          stopped.push(name);
        };
      }),
    },
  };
};
