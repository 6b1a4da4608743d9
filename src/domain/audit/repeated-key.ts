interface Level {
  readonly isObject: boolean;
  readonly keys: Set<string>;
  isKeyNext: boolean;
}

/** Index after the text that begins at `start`, in valid JSON. */
function endOfText(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

/**
 * The first key that stands twice in one object of a valid JSON text, or that JavaScript treats apart (`__proto__`); else null.
 * JSON.parse keeps the last value silently, so a person could read one thing in a line and the hash cover another.
 */
export function findRepeatedKey(json: string): string | null {
  const levels: Level[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at];
    const level = levels.at(-1);
    if (mark === '{' || mark === '[') {
      levels.push({ isObject: mark === '{', keys: new Set(), isKeyNext: mark === '{' });
    } else if (mark === '}' || mark === ']') {
      levels.pop();
    } else if (mark === ',' && level?.isObject === true) {
      level.isKeyNext = true;
    } else if (mark === '"') {
      const end = endOfText(json, at);
      if (level?.isKeyNext === true) {
        const key = String(JSON.parse(json.slice(at, end)));
        if (level.keys.has(key) || key === '__proto__') return key;
        level.keys.add(key);
        level.isKeyNext = false;
      }
      at = end - 1;
    }
  }
  return null;
}
