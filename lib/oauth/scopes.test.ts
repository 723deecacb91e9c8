import { describe, expect, it } from 'vitest';
import { grantedScopes } from './scopes.ts';

const app = '1a2b0000-0000-4000-8000-0000000000aa';
const env = '9e8d0000-0000-4000-8000-0000000000ee';

describe('grantedScopes', () => {
  it('takes the prefix of app and environment off (tolerance 12)', () => {
    const sent = `${app}.${env}:read:change-set:custom ${app}:write:change-set:custom offline_access read:forge-app:confluence`;
    expect(grantedScopes(sent, [])).toEqual([
      'read:change-set:custom',
      'write:change-set:custom',
      'offline_access',
      'read:forge-app:confluence',
    ]);
  });

  it('leaves scopes without prefix as they are, each once', () => {
    expect(grantedScopes('read:change-set:custom  read:change-set:custom', [])).toEqual(['read:change-set:custom']);
  });

  it('may be fewer than asked for (tolerance 12)', () => {
    expect(grantedScopes('read:change-set:custom', ['read:change-set:custom', 'write:change-set:custom'])).toEqual([
      'read:change-set:custom',
    ]);
    expect(grantedScopes('', ['read:change-set:custom'])).toEqual([]);
  });

  it('are those asked for when the answer does not say', () => {
    expect(grantedScopes(null, ['read:change-set:custom'])).toEqual(['read:change-set:custom']);
  });
});
