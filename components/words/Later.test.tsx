import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { clear, draw } from '../testing/index.ts';
import { Later } from './Later.tsx';

afterEach(clear);

const Part = ({ words }: { readonly words: string }) => <p>{words}</p>;

describe('a part that is fetched when it is first drawn', () => {
  it('says that it is on its way, then is there, and is not fetched twice', async () => {
    const arrival = Promise.withResolvers<typeof Part>();
    const load = vi.fn<() => Promise<typeof Part>>(() => arrival.promise);
    await draw(<Later load={load} label="Loading the part" props={{ words: 'Here it is' }} />);
    await expect.element(page.getByText('Loading the part')).toBeInTheDocument();
    arrival.resolve(Part);
    await expect.element(page.getByText('Here it is')).toBeVisible();
    await clear();
    const root = await draw(<Later load={load} label="Loading the part" props={{ words: 'Here again' }} />);
    expect(root.textContent).toBe('Here again');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says what to do when an update took it away', async () => {
    await draw(<Later load={() => Promise.reject(new Error('gone'))} label="Loading the part" props={{ words: '' }} />);
    await expect.element(page.getByText('Sheaf was updated')).toBeVisible();
    await expect.element(page.getByText('Loading the part')).not.toBeInTheDocument();
  });
});
