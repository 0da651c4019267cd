import { afterEach } from '@jest/globals';
import { watches } from './watch-records.ts';

/** What was complained about after an earlier test already. */
const known = new Set<string>();

/** Whatever a test is about: what it leaves in its database must agree with itself. */
afterEach(async () => {
  for (const watch of watches) {
    const wrong = (await watch.find()).filter((line) => !known.has(line));
    for (const line of wrong) known.add(line);
    if (wrong.length > 0) throw new Error([COMPLAINT, ...wrong.slice(0, 20), EXCUSE].join('\n'));
  }
});

const COMPLAINT = 'This test leaves records that the doctor complains about:';
const EXCUSE = 'If it damages them on purpose, it says so with world.excuseRecords("why").';
