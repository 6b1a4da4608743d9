import { JiraError } from './jira-error';

/** Any JSON value, and an object of them: what bodies, properties and ADF are made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is a JSON object (no array, no null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON array. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Reads the object under `name`; an absent one is empty. Raises 400 for any other type. */
export function readObject(from: JsonObject, name: string): JsonObject {
  const value = from[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw JiraError.invalid(`'${name}' has to be an object.`);
  return value;
}

/** Reads an array under `name`; an absent one is empty. Raises 400 for any other type. */
export function readArray(from: JsonObject, name: string): readonly Json[] {
  const value = from[name];
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw JiraError.invalid(`'${name}' has to be an array.`);
  return value;
}

/** Reads an array of texts or numbers under `name`, as texts. Raises 400 for anything else. */
export function readTexts(from: JsonObject, name: string): string[] {
  return readArray(from, name).map((item) => {
    if (typeof item !== 'string' && typeof item !== 'number')
      throw JiraError.invalid(`'${name}' has to be a list of texts.`);
    return String(item);
  });
}

/** Reads a text (or a number, as text) under `name`; undefined when absent. Raises 400 for any other type. */
export function readText(from: JsonObject, name: string): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw JiraError.invalid(`'${name}' has to be a text.`);
  return String(value);
}
