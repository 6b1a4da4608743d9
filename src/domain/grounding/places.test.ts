import { describe, expect, it } from '@jest/globals';
import { inventedCause } from './causes';
import { isDeniedOtherwise } from './negation';
import { changesPlaces } from './places';
import { isOtherWayRound } from './relation';
import { statementsOf } from './statements';

describe('values that change places', () => {
  it.each([
    ['Ping is 90 ms in Oslo', 'Ping is 8 ms in Oslo and 90 ms in Bonn', true],
    ['Ping is 90 ms in Bonn', 'Ping is 8 ms in Oslo and 90 ms in Bonn', false],
    ['Ping is 90 ms', 'Ping is 8 ms in Oslo and 90 ms in Bonn', false],
    ['Ping is 8 to 90 ms in Oslo, Bonn', 'Ping is 8 ms in Oslo and 90 ms in Bonn', false],
    ['Lag is 3 h on db-1', 'Lag is 3 h on db-2, none on db-1', true],
    ['Ten errors in staging, 7 in live', 'Ten errors in live, 7 in staging', true],
    ['7 errors in live', '2 errors in staging and 7 in live', false],
    ['The lag was 40 ms at 10:00', 'Lag was 9 ms at 10:00, 40 ms at 11:30', true],
    ['The lag rose to 40 ms after 10:00', 'Lag was 9 ms at 10:00, 40 ms at 11:30', false],
    ['40 ms and 40 ms at 10:00', 'Lag was 40 ms at 10:00, 40 ms at 11:30', false],
    ['12 users wait after the restart of gw-1', 'Restarted gw-1, 12 users cannot reach gw-2', false],
    ['Gate A is 7 ms', 'Gate A is slow, gate B is 7 ms', false],
    ['The disk 1,150 GB', 'Disk has 340 GB, tape has 1,150 GB', true],
    ['The crawl stopped after 7 min', 'The fetch stopped after 7 min, the crawl after 2 min', true],
    ['The crawl stopped after 2 min', 'The fetch stopped after 7 min, the crawl after 2 min', false],
    ['Crawl, 7 min', 'The fetch stopped after 7 min, the crawl after 2 min', false],
    ['It was sent on 4 March', 'It was ordered on 4 March, sent on 9 March', true],
    ['It was sent on 9 March', 'It was ordered on 4 March, sent on 9 March', false],
    ['It was sent on 2026-03-04', 'It was ordered on 2026-03-04, sent on 2026-03-09', true],
    ['We run 6.2', 'Mended in 6.2, we run 6.1', true],
    ['It runs 6.2', 'On 6.2, we run 6.1', false],
    ['New ping 8ms', 'Old ping: 8ms, new ping: 90ms', true],
    ['Ping is slow', 'Ping is 8 ms', false],
    ['Gate 9', '', false],
    ['app-4 hangs', 'app-4 rests, app-5 hangs', true],
    ['app-4 and app-5 hang', 'app-4 and app-5 hang', false],
    ['app-5 rests', 'app-4 rests, app-5 hangs', false],
    ['app-4 rests', 'app-4 rests, app-5 hangs', false],
    ['app-4 hangs', 'app-4 rests, it hangs', false],
    ['app-4', 'app-4 rests, app-5 hangs', false],
    ['The lease ends on Friday', 'The loan ends on Friday, the lease on Monday', true],
    ['In March it ends', 'We march on Friday and on Monday', false],
    ['Berlin hat 90 Nutzer', 'In Bonn sind es 8 Nutzer und in Berlin ist es der mit 90', false],
  ])('“%s” beside “%s”: %s', (own, told, expected) => {
    expect(changesPlaces(own, [told])).toBe(expected);
  });

  it.each([
    ['Ping rose from 90 ms to 8 ms at 10:00', 'Ping rose from 8 ms to 90 ms at 10:00', true],
    ['Ping rose to 90 ms from 8 ms', 'Ping rose from 8 ms to 90 ms', false],
    ['Ping rose to 8 ms from 90 ms', 'Ping rose from 8 ms to 90 ms', true],
    ['It brought 9 ms back to 80 ms', 'It brought 80 ms back to 9 ms', true],
    ['gw-1 is joined to gw-2', 'gw-2 is joined to gw-1', false],
    ['gw-1 matches gw-2', 'gw-2 matches gw-1', false],
    ['gw-1 was replaced by gw-2', 'gw-2 was replaced by gw-1', true],
    ['gw-1 replaced gw-2', 'gw-2 was replaced by gw-1', false],
    ['gw-1 replaced gw-2', 'gw-1 was replaced by gw-2', true],
    ['gw-1 ran before gw-2', 'gw-2 ran before gw-1', true],
    ['gw-1 ran before gw-2', 'gw-2 ran after gw-1', false],
    ['gw-1 ran after gw-2', 'gw-2 ran after gw-1', true],
    ['Use gw-1 rather than gw-2', 'Use gw-2 instead of gw-1', true],
    ['gw-1 checks gw-1', 'gw-1 checks gw-1', false],
    ['gw-1 checks gw-2', 'gw-2 checks gw-1, gw-1 checks gw-2', false],
  ])('are seen in their order: “%s” beside “%s” is wrong: %s', (own, told, expected) => {
    expect(changesPlaces(own, [told])).toBe(expected);
  });

  it('are looked for in each sentence by itself', () => {
    expect(changesPlaces('Ping is 90 ms in Oslo', ['Ping is 8 ms in Oslo', '90 ms in Bonn'])).toBe(false);
    expect(changesPlaces('Ping is 90 ms in Oslo', [])).toBe(false);
  });

  it('are compared in little time in a long text', () => {
    const long = Array.from({ length: 800 }, (_one, at) => `gw-${at} took ${at} ms at 10:00,`).join(' ');
    const start = performance.now();
    changesPlaces(long.slice(0, 6_000), [long]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('a cause', () => {
  it.each([
    ['It is slow because of the update', 'It is slow after the update', 'because'],
    ['It is slow due to the update', 'It is slow after the update', 'due'],
    ['It is due on Monday', 'It comes after the update', null],
    ['It is slow because of the update', 'The update made it slow after noon', null],
    ['It is slow because of the update', 'It is slow, the update is new', null],
    ['It is slow', 'It is slow after the update', null],
  ])('of “%s” beside “%s”: %j', (own, told, expected) => {
    expect(inventedCause(statementsOf(own), statementsOf(told))).toBe(expected);
  });
});

describe('two things and a word between them', () => {
  it.each([
    ['The gate shut because the fuse blew', 'The fuse blew because the gate shut', true],
    ['The gate shut due to the fuse', 'The fuse blew due to the gate', true],
    ['The fuse is due before the gate', 'The gate is due before the fuse', true],
    ['The fuse blew so the gate shut', 'The gate shut because the fuse blew', false],
    ['More disks than tapes', 'Fewer tapes than disks', false],
    ['More tapes than disks', 'Fewer tapes than disks', true],
    ['Changed 30 of the 18 hosts', 'Changed 18 of the 30 hosts', true],
  ])('“%s” beside “%s” is the other way round: %s', (own, told, expected) => {
    expect(isOtherWayRound(statementsOf(own), statementsOf(told))).toBe(expected);
  });
});

describe('a not beside figures', () => {
  it.each([
    ['The build fails on 3.1', 'The build fails on 1.4, on 3.1 it works', true],
    ['The build works on 3.1', 'The build fails on 1.4, on 3.1 it works', false],
    ['The build works', 'The build fails on 1.4', true],
    ['No errors with 2.4 were seen in a month', 'In a month we never saw errors with 2.4', false],
  ])('“%s” beside “%s” is denied: %s', (own, told, expected) => {
    expect(isDeniedOtherwise(own, told, false)).toBe(expected);
  });
});
