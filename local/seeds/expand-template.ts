import type { TicketSeed, TicketTemplate, VariantSeed } from './ticket';

/** The tickets of a template, one a variant. Raises an Error for a placeholder that a variant does not fill. */
export function expandTemplate({ variants, ...template }: TicketTemplate): TicketSeed[] {
  return variants.map((variant) => {
    const filled = fillAll(template, variant);
    return {
      ...filled,
      ...overrides(variant),
      key: variant.key,
      daysAgo: variant.daysAgo,
      pulse: variant.pulse,
    };
  });
}

function overrides({ fields = {} }: VariantSeed): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined]));
}

/** Fills every text of a seed, whatever its depth. */
function fillAll<T>(value: T, variant: VariantSeed): T {
  const text = JSON.stringify(value).replace(/\{([a-z]\w*)\}/g, (_match, name: string) => {
    const word = variant.words[name];
    if (word === undefined) throw new Error(`seed ${variant.key} does not fill {${name}}`);
    return JSON.stringify(word).slice(1, -1);
  });
  // Checked edge: only the insides of texts changed, so the shape is the one that went in.
  return JSON.parse(text) as T;
}
