import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import type { LogFormat, LogLevel } from '../config.ts';
import { createLog } from './log.ts';

describe('log', () => {
  it('writes one JSON object per line, with the level by name and the time in ISO', () => {
    const { log, lines } = recorded('json');
    log.info({ tickets: 14 }, 'confirmed');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      tickets: 14,
      msg: 'confirmed',
    });
  });

  it('writes a readable line', () => {
    const { log, lines } = recorded('text');
    log.warn({ tickets: 14, why: 'too late' }, 'not confirmed');
    expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d warn  not confirmed tickets=14 why="too late"\n$/)]);
  });

  it('shows the stack of an error below its line', () => {
    const { log, lines } = recorded('text');
    log.error(new Error('broken'));
    expect(lines).toEqual([expect.stringMatching(/error broken\n {2}Error: broken\n {6}at /)]);
  });

  it('says nothing below its level', () => {
    const { log, lines } = recorded('json', 'warn');
    log.info('not worth it');
    expect(lines).toEqual([]);
  });

  it('hides secrets, persons and what was searched for', () => {
    const { log, lines } = recorded('json');
    log.info({ email: 'ada@example.com', input: { password: 'open sesame' } }, 'signed in');
    log.info({ req: { method: 'GET', url: '/imports?search=ada', headers: { cookie: 'id=1' } } }, 'request');
    expect(lines.join('')).not.toMatch(/ada|sesame|id=1/);
    expect(lines[1]).toContain('"req":{"method":"GET","path":"/imports"}');
  });

  it('shows of an error of the database neither the row nor the parameters', () => {
    const { log, lines } = recorded('json');
    const taken = new DatabaseError('duplicate key value violates unique constraint "users_email"', 0, 'error');
    Object.assign(taken, { code: '23505', detail: 'Key (email)=(ada@example.com) already exists.' });
    log.error({ err: new QueryFailedError('INSERT INTO users', ['ada@example.com'], taken) }, 'failed');
    expect(lines[0]).toContain('users_email');
    const unreadable = new DatabaseError('invalid input syntax for type date: "Ada\nExample"', 0, 'error');
    log.error({ err: Object.assign(unreadable, { code: '22007' }) }, 'failed');
    log.error({ err: jsonError('Ada Example') }, 'failed');
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toMatch(/ada@|Ada\b/);
    expect(lines[1]).toContain('"code":"22007"');
    expect(lines[2]).toContain('log.test.ts');
  });
});

function recorded(logFormat: LogFormat, logLevel: LogLevel = 'info') {
  const lines: string[] = [];
  return { log: createLog({ logFormat, logLevel }, { write: (line) => void lines.push(line) }), lines };
}

function jsonError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
