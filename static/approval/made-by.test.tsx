import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { openApproval as open, press, withHandoff } from '../testing/approval-page';
import { OUTPUT, QUARANTINED, SOURCES } from '../testing/output-fixtures';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const HAIKU = { name: 'model', version: '1.0.0', tier: 1, model: 'claude-haiku', prompt: 'claims 1' };
const COMPOSER = { name: 'composer', version: '2.0.0', tier: 0, model: null, prompt: null };
const packet = () => within(screen.getByRole('region', { name: 'Sealed packet' }));

describe('how an output came about, to whoever approves it', () => {
  it('names what made it in place of what, and the sealed plan', async () => {
    const { container } = await open(
      withHandoff({
        engine: HAIKU,
        fallbacks: [COMPOSER],
        output: {
          ...OUTPUT,
          engine: COMPOSER,
          fallbacks: [{ engine: 'model claude-haiku', why: 'it could not be reached (429)' }],
        },
      }),
    );
    expect(packet().getByText('Made by the composer in place of model claude-haiku (tier 1).')).toBeTruthy();
    expect(packet().getByText(/it could not be reached \(429\)/u)).toBeTruthy();
    press('Versions');
    expect(packet().getByText('model claude-haiku (tier 1), then the composer')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows the claims that the owner wrote in the AI’s place, beside what the AI wrote', async () => {
    const sections = OUTPUT.sections.map((section) => ({
      ...section,
      claims: section.claims.map((claim) => ({ ...claim, was: claim.text, text: `Now ${claim.number}` })),
    }));
    const { container } = await open(withHandoff({ output: { ...OUTPUT, sections } }));
    press('In the words of Ana Alvarez (2 claims)');
    // The third is struck, so its words go nowhere.
    expect(
      packet().getByRole('list', { name: 'Claims in other words' }).textContent.split('Now ').slice(1),
    ).toEqual([
      '1AI wrote:Latency began at 09:12 after the VPN concentrator change.',
      '2AI wrote:Round trips went from 20 to 180 ms.',
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says nothing of other words or other engines where there are none', async () => {
    await open(withHandoff({}));
    expect(screen.queryByText(/in place of/u)).toBeNull();
    expect(screen.queryByRole('button', { name: /^In the words of/u })).toBeNull();
    expect(screen.queryByText(/quarantine/iu)).toBeNull();
  });

  it('announces sources in quarantine with the packet, and marks them among the sources', async () => {
    const { container } = await open(withHandoff({ sources: [...SOURCES, QUARANTINED] }));
    expect(packet().getByText('1 source is in quarantine: words in it speak to an AI.')).toBeTruthy();
    press('What AI read (4 sources)');
    expect(packet().getByText('In quarantine')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });
});
