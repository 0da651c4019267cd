import { expect, test } from '@jest/globals';
import { nearest } from './nearest.ts';

test('finds what was probably meant, and nothing where nothing is alike', () => {
  const venues = ['Estadio Akron', 'Estadio Azteca', 'Lumen Field'];
  expect(nearest('Estadio Aztec', venues)).toBe('Estadio Azteca');
  expect(nearest('Lumen Feild', venues)).toBe('Lumen Field');
  expect(nearest('Wembley', venues)).toBeNull();
  expect(nearest('', venues)).toBeNull();
});
