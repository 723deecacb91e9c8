/**
 * Page statuses whose ids do not fit a JavaScript number, for clients that must not lose a digit: the ids of statuses that people made
 * get eleven digits in front on the way out and lose them on the way in. Both ways on the raw text, because this is JavaScript too.
 */
import type { Context } from 'hono';
import type { Opened } from './v2-pages.ts';

const front = '90071992547';
/** Custom and administrators' ids have eight digits; the defaults, 0 to 3, stay. */
const ownId = /("id":)(\d{8})(?=[,}])/g;
const hugeId = new RegExp(`("id"\\s*:\\s*)${front}(\\d{8})(?=\\s*[,}])`, 'g');

/** The JSON of a request. An id whose last digits were rounded away is still one, of no status. */
export const bodyWithIds = async (c: Context): Promise<unknown> => {
  try {
    return JSON.parse((await c.req.text()).replace(hugeId, '$1$2'));
  } catch {
    return null;
  }
};

export const withHugeIds =
  (answer: (door: Opened) => Response | Promise<Response>) =>
  async (door: Opened): Promise<Response> => {
    const made = await answer(door);
    if (!door.variants.has('states.hugeIds')) return made;
    return new Response((await made.text()).replace(ownId, `$1${front}$2`), { status: made.status, headers: made.headers });
  };
