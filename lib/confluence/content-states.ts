import type { AppError, ConfluenceApi, ContentState, PageId, Result } from '../domain/index.ts';
import { fail, ok, pageId } from '../domain/index.ts';
import {
  availableStatesAnswer,
  type Schema,
  type StateRow,
  stateAnswer,
  statePagesAnswer,
  stateSettingsAnswer,
  statesAnswer,
} from './answers.ts';
import { isNumericId } from './ids.ts';
import type { At } from './page-rows.ts';
import type { Reader } from './reader.ts';

const pagesPerCall = 100;
/** More pages than this with one status are counted as not known rather than read for minutes. */
const maxPageCalls = 100;

type StateReader = Pick<ConfluenceApi, 'contentState' | 'availableStates' | 'ownStates' | 'spaceStateSettings' | 'pagesWithState'>;

/** Page statuses, which v1 alone knows. @see reference/confluence.md section 1 */
export const createStateReader = ({ reader, at }: { readonly reader: Reader; readonly at: At }): StateReader => {
  const ofPage = async <T>(
    id: PageId,
    rest: string,
    query: Readonly<Record<string, string>>,
    schema: Schema<T>,
    signal?: AbortSignal,
  ): Promise<Result<T>> =>
    isNumericId(id)
      ? reader.read(at(`/wiki/rest/api/content/${id}/state${rest}`, query), schema, 'states', signal)
      : fail({ kind: 'notFound' });

  return {
    contentState: async (id, copy, signal) => {
      const answer = await ofPage(id, '', { status: copy }, stateAnswer, signal);
      if (!answer.ok) return answer;
      const { contentState, lastUpdated } = answer.value;
      return ok({ state: contentState ? stateOf(contentState) : null, changedAt: lastUpdated ?? null });
    },
    availableStates: async (id, signal) => {
      const answer = await ofPage(id, '/available', {}, availableStatesAnswer, signal);
      if (!answer.ok) return answer;
      const { spaceContentStates, customContentStates } = answer.value;
      return ok({ spaceStates: (spaceContentStates ?? []).map(stateOf), customStates: customContentStates?.map(stateOf) ?? null });
    },
    ownStates: async (signal) => {
      const answer = await reader.read(at('/wiki/rest/api/content-states'), statesAnswer, 'states', signal);
      if (!answer.ok) return isRefusal(answer.error) ? ok(null) : answer;
      return ok(answer.value.map(stateOf));
    },
    spaceStateSettings: async (spaceKey, signal) => {
      const answer = await reader.read(at(`${spacePath(spaceKey)}/settings`), stateSettingsAnswer, 'states', signal);
      if (!answer.ok) return isRefusal(answer.error) ? ok(null) : answer;
      const { contentStatesAllowed, customContentStatesAllowed, spaceContentStatesAllowed, spaceContentStates } = answer.value;
      return ok({
        isAllowed: contentStatesAllowed,
        isCustomAllowed: customContentStatesAllowed,
        isSpaceAllowed: spaceContentStatesAllowed,
        spaceStates: (spaceContentStates ?? []).map(stateOf),
      });
    },
    pagesWithState: async (spaceKey, stateId, signal, maxCalls = maxPageCalls): Promise<Result<readonly PageId[]>> => {
      const unreadable: Result<never> = fail({ kind: 'invalid', where: 'answer:statePages' });
      const found = new Set<PageId>();
      for (let call = 0, start = 0; call < maxCalls; call += 1) {
        const query = { 'state-id': stateId, limit: String(pagesPerCall), start: String(start) };
        const answer = await reader.read(at(`${spacePath(spaceKey)}/content`, query), statePagesAnswer, 'statePages', signal);
        if (!answer.ok) return answer;
        const { results, limit, _links: links } = answer.value;
        const known = found.size;
        for (const row of results) {
          const id = row.id ?? row.content?.id;
          if (!id) return unreadable;
          found.add(pageId(id));
        }
        start += results.length;
        if (results.length === 0 || (!links?.next && results.length < (limit ?? pagesPerCall))) return ok([...found]);
        // The same pages again: a list cut short here would read as "the others have no status".
        if (found.size === known) return unreadable;
      }
      return unreadable;
    },
  };
};

const spacePath = (key: string): string => `/wiki/rest/api/space/${encodeURIComponent(key)}/state`;

/** 401 and 403 while somebody is signed in. */
const isRefusal = (error: AppError): boolean => error.kind === 'forbidden';

const stateOf = ({ id, name, color }: StateRow): ContentState => ({ id, name, color: color.toLowerCase() });
