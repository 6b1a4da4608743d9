const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gu;

interface Level {
  readonly isObject: boolean;
  readonly keys: Set<string>;
  isKeyNext: boolean;
}

/**
 * The first key that stands twice in one object of a valid JSON text, or that JavaScript treats apart (`__proto__`); else null.
 * JSON.parse keeps the last value silently, so a person could read one thing in a line and the hash cover another.
 */
export function findRepeatedKey(json: string): string | null {
  const levels: Level[] = [];
  for (const [token] of json.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push({ isObject: token === '{', keys: new Set(), isKeyNext: token === '{' });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (level?.isObject === true && token === ',') {
      level.isKeyNext = true;
    } else if (level?.isKeyNext === true && token.startsWith('"')) {
      const key = String(JSON.parse(token));
      if (level.keys.has(key) || key === '__proto__') return key;
      level.keys.add(key);
      level.isKeyNext = false;
    }
  }
  return null;
}
