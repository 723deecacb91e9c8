import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { anyText, including, matching } from './confluence/testing.ts';

const program = new URL('./main.ts', import.meta.url).pathname;
const run = (...args: string[]) => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  return { child, ended: once(child, 'exit'), output: text(child.stdout), errors: text(child.stderr) };
};

/** A process takes a second or two to start, more on a busy machine. */
const patience = 30_000;

describe('npm run sandbox', { timeout: patience }, () => {
  it('prints one line with the facts, answers, and ends with 0 when told to stop', async () => {
    const { child, ended, output, errors } = run('--port', '0');
    await once(child.stdout, 'readable');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const lines = (await output).trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    const facts: unknown = JSON.parse(lines[0] ?? '');
    expect(facts).toMatchObject({
      site: 'acme.atlassian.net',
      apiBaseUrl: matching(/^https:\/\/api\.atlassian\.com\/svc\/confluence\/[^/]+\/apps\/[^/]+_[^/]+$/),
      gatewayBaseUrl: matching(/^https:\/\/acme\.atlassian\.net\/gateway\/api\/svc\/confluence\/apps\/[^/]+$/),
      clientId: anyText,
      clientSecret: anyText,
      redirectUris: including(['https://localhost/callback']),
      spki: matching(/^[A-Za-z0-9+/]{43}=$/),
      users: including(['ana', 'ben']),
      spaces: [{ id: matching(/^\d+$/), key: 'ENG' }, {}, {}],
    });
    expect(lines[0]).toMatch(/^\{"port":\d{4,5},/);
    expect(await errors).toBe('');
  });

  it('says plainly that a port is taken or no port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const taken = run('--port', String(typeof address === 'object' ? address?.port : 0));
    expect(await taken.ended).toEqual([1, null]);
    expect(await taken.errors).toContain('already in use');
    other.close();
    const wrong = run('--port', 'eighty');
    expect(await wrong.ended).toEqual([2, null]);
    expect(await wrong.errors).toContain('--port: must be a whole number');
    expect((await wrong.output) + (await taken.output)).toBe('');
  });
});
