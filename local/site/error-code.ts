/** The `code` of a system error such as `EEXIST`. Not by `instanceof`: a test runner's errors come from another realm. */
export function systemErrorCode(error: unknown): string | undefined {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
