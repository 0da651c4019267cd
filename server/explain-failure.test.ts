import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';
import { explainFailure } from './explain-failure.ts';
import { ExplainedError } from './platform/explained-error.ts';

const embedded = readConfig({ DATA_DIR: '/srv/backfill' });
const external = readConfig({ DATABASE_URL: 'postgres://app:topsecret@db.example.com/backfill' });

describe('explaining why the service did not start', () => {
  it.each([
    [{ code: 'EADDRINUSE', syscall: 'listen' }, embedded, /^Port 4000 of 127.0.0.1 is in use\./],
    [{ code: 'EACCES', syscall: 'listen' }, embedded, /HOST and PORT\.$/],
    [{ code: 'EADDRNOTAVAIL', syscall: 'listen' }, embedded, /HOST and PORT\.$/],
    [{ code: 'EACCES', syscall: 'mkdir', path: '/srv/backfill' }, embedded, /^Cannot use \/srv\/backfill \(EACCES\)/],
    [{ code: 'ENOSPC', syscall: 'write' }, embedded, /^Cannot use \/srv\/backfill \(ENOSPC\)/],
    [{ code: 'ECONNREFUSED', message: '' }, external, /^Cannot use the database \(ECONNREFUSED\)/],
    [{ code: '28P01', message: 'password authentication failed' }, external, /DATABASE_URL/],
    [{ code: '3D000', message: 'database "backfill" does not exist' }, external, /does not exist/],
  ])('%j', (facts, config, expected) => {
    const explained = explainFailure(Object.assign(new Error(), facts), config);
    expect(explained).toMatch(expected);
    expect(explained).not.toContain('topsecret');
  });

  it('repeats an error that explains itself', () => {
    expect(explainFailure(new ExplainedError('Do this.'), embedded)).toBe('Do this.');
  });

  it('leaves a bug to its stack', () => {
    expect(explainFailure(new TypeError('x is not a function'), embedded)).toBeUndefined();
    expect(explainFailure(Object.assign(new Error(), { code: '42P01' }), external)).toBeUndefined();
  });
});
