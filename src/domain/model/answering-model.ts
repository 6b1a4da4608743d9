const withoutDate = (model: string): string => model.replace(/-20\d{6}$/u, '');

/**
 * Whether an answer comes from the model that was asked (SUP-02). An answer that names none counts: Forge's name none today. The
 * asked name with a date, or without the one it has, is the same model; two dates are two models.
 */
export function isAsked(asked: string, answered: string | null): boolean {
  if (answered === null || answered === asked) return true;
  return withoutDate(asked) === answered || withoutDate(answered) === asked;
}
