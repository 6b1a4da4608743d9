import type { StepId } from '../../contract/vocabulary';
import { DRAFT_RECIPES } from './draft-recipes';
import { EVIDENCE_RECIPES } from './evidence-recipes';
import type { Recipe } from './recipe';
import { SUPPORT_RECIPES } from './support-recipes';

/** One recipe a step. Claims repeat what sources say; a recipe adds an order and a lead-in, never a fact. */
export const RECIPES: Readonly<Record<StepId, Recipe>> = {
  ...EVIDENCE_RECIPES,
  ...DRAFT_RECIPES,
  ...SUPPORT_RECIPES,
};
