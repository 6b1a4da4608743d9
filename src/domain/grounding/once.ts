/** Computes a value when it is first asked for, and keeps it: what every claim may need, and few do. */
export function once<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | null = null;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}
