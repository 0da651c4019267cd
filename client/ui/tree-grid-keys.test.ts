import { describe, expect, test } from '@jest/globals';
import { actOfKey, type TreeGridRow } from './tree-grid-keys.ts';

const row = (key: string, level: number, expanded?: boolean): TreeGridRow => ({
  key,
  level,
  expanded,
  setSize: 2,
  posInSet: 1,
});
const rows = [
  row('venue', 1, true),
  row('suite', 2, true),
  row('june 3', 3),
  row('june 9', 3),
  row('club', 2, false),
  row('arena', 1, false),
];
const at = (key: string, pressed: string) =>
  actOfKey(
    rows,
    rows.findIndex((candidate) => candidate.key === key),
    pressed,
  );
const focus = (key: string) => ({ kind: 'focus', key });

describe('in a tree grid', () => {
  test('up and down move through all visible rows and stop at the ends', () => {
    expect(at('june 9', 'ArrowDown')).toEqual(focus('club'));
    expect(at('june 3', 'ArrowUp')).toEqual(focus('suite'));
    expect(at('venue', 'ArrowUp')).toBeUndefined();
    expect(at('arena', 'ArrowDown')).toBeUndefined();
  });

  test('Home and End go to the first and the last row', () => {
    expect(at('club', 'Home')).toEqual(focus('venue'));
    expect(at('club', 'End')).toEqual(focus('arena'));
  });

  test('right opens a closed row, then goes to its first child, and does nothing on a leaf', () => {
    expect(at('club', 'ArrowRight')).toEqual({ kind: 'open' });
    expect(at('suite', 'ArrowRight')).toEqual(focus('june 3'));
    expect(at('june 3', 'ArrowRight')).toBeUndefined();
  });

  test('left closes an open row, then goes to the parent, and does nothing on a closed top row', () => {
    expect(at('suite', 'ArrowLeft')).toEqual({ kind: 'close' });
    expect(at('june 9', 'ArrowLeft')).toEqual(focus('suite'));
    expect(at('club', 'ArrowLeft')).toEqual(focus('venue'));
    expect(at('arena', 'ArrowLeft')).toBeUndefined();
  });

  test('Enter starts what the row is for; other keys are left alone', () => {
    expect(at('june 3', 'Enter')).toEqual({ kind: 'activate' });
    expect(at('june 3', 'Tab')).toBeUndefined();
    expect(actOfKey([], 0, 'Enter')).toBeUndefined();
  });
});
