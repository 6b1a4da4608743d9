import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { Inventory } from '../contract/quality';
import { digestOf } from '../domain/canonical/canonical';
import { COMPOSER } from '../domain/composer/compose';
import { RECIPES } from '../domain/composer/recipes';
import { GUARDRAILS } from '../domain/guardrails/guard';
import { isHeld, tokensOn, type ModelRecord } from '../domain/model/breaker';
import { PROMPTS } from '../domain/model/prompts';
import type { World } from './world';

type ModelRow = Inventory['models'][number];

/** The digest is over what the composer writes by itself: headings, and what it says is missing and whom to ask. */
const composer = (): Inventory['composer'] => ({
  id: COMPOSER.name,
  version: COMPOSER.version,
  digest: digestOf([
    COMPOSER,
    Object.values(RECIPES).map(({ title, expects, isForOutside }) => [
      title,
      isForOutside,
      expects.map(({ gap }) => gap),
    ]),
  ]),
});

const tiersOf = ({ tiers }: PolicyDocument, model: string): number[] =>
  tiers.filter(({ models }) => models.some((name) => name === model)).map(({ tier }) => tier);

/** Every model that the policy names or Forge offers, each once, in the order of the alphabet. */
const namesIn = ({ tiers }: PolicyDocument, offered: readonly string[]): readonly string[] =>
  [...new Set([...tiers.flatMap(({ models }) => models), ...offered])].sort();

interface Known {
  readonly document: PolicyDocument;
  /** Null where Forge's list is not known now. */
  readonly offered: readonly string[] | null;
  readonly at: string;
}

function statusOf(model: string, record: ModelRecord, { document, offered, at }: Known): ModelRow['status'] {
  if (tiersOf(document, model).length === 0) return 'not-used';
  if (offered !== null && !offered.some((name) => name === model)) return 'not-offered';
  return isHeld(record, at) ? 'held' : 'ready';
}

const toRow = (model: string, record: ModelRecord, known: Known): ModelRow => ({
  model,
  tiers: tiersOf(known.document, model),
  status: statusOf(model, record, known),
  heldUntil: isHeld(record, known.at) ? record.heldUntil : null,
  tokensToday: tokensOn(record, known.at),
});

/** What Forge offers now; null, with the reason for people, where it does not say. */
async function readOffered(
  world: World,
): Promise<{ offered: readonly string[] | null; note: string | null }> {
  try {
    return { offered: await world.models.listActive(), note: null };
  } catch (error) {
    world.log.error('models.list-failed', { code: error instanceof Error ? error.name : 'unexpected' });
    return {
      offered: null,
      note: 'Forge did not say which models it offers now; those of the policy are shown.',
    };
  }
}

const templatesIn = ({ document, version }: PolicyVersion): Inventory['templates'] =>
  document.templates.map((template) => ({
    id: template.id,
    version: `policy ${version}`,
    digest: digestOf(template),
    title: template.title,
    step: template.step,
    kinds: [...template.kinds],
  }));

/**
 * What may produce outputs here, with versions and status (R314), and the tokens that models took today (R318). It says nothing
 * of an issue or a person, so whoever may see the page may see all of it.
 */
export async function listInventory(world: World): Promise<Inventory> {
  const [{ policy }, { offered, note }] = await Promise.all([world.policies.control(), readOffered(world)]);
  const { document } = policy;
  const names = namesIn(document, offered ?? []);
  const records = await world.modelState.load(names);
  const known: Known = { document, offered, at: world.clock.now() };
  return {
    composer: composer(),
    models: records.flatMap((record, at) => {
      const model = names[at];
      return model === undefined ? [] : [toRow(model, record, known)];
    }),
    modelsNote: note,
    prompts: [...PROMPTS],
    templates: templatesIn(policy),
    guardrails: GUARDRAILS,
  };
}
