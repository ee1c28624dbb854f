/** Checks messages at arrival: a table of fields for each message of a union, typed so that a forgotten message or field does not compile. */

/** True if the value is what the field holds. */
export type Check = (value: unknown) => boolean;

/** One check for each field of a plain object; an optional field accepts `undefined`. */
export type Fields<T> = { readonly [K in keyof T]-?: Check };

/** For each message of the union, by its type, a check for each of its fields. */
export type MessageTable<U extends { readonly type: string }> = {
  readonly [T in U["type"]]: Fields<Omit<Extract<U, { readonly type: T }>, "type">>;
};

export type Arrival<U> =
  | { readonly kind: "message"; readonly message: U }
  | { readonly kind: "dropped"; readonly reason: string };

/** Reads messages of one union. What does not fit is dropped with a reason for the log; reading never throws. */
export function messageReader<U extends { readonly type: string }>(
  table: MessageTable<U>,
): (value: unknown) => Arrival<U> {
  const checks: ReadonlyMap<string, object> = new Map(Object.entries(table));
  return (value) => {
    if (!isRecord(value)) return { kind: "dropped", reason: "it is not an object" };
    const type = value.type;
    if (typeof type !== "string") return { kind: "dropped", reason: "its type is not text" };
    const fields = checks.get(type);
    if (!fields) return { kind: "dropped", reason: `its type ${quote(type)} is not known` };
    const wrong = Object.entries(fields).find(([name, check]) => !check(value[name]));
    if (wrong) return { kind: "dropped", reason: `the field ${wrong[0]} of ${quote(type)} is wrong` };
    // Every field of the union's member has been checked against the table, which the compiler keeps complete.
    return { kind: "message", message: value as U };
  };
}

const LONGEST_QUOTE = 40;
const quote = (text: string): string =>
  text.length > LONGEST_QUOTE ? `"${text.slice(0, LONGEST_QUOTE)}…"` : `"${text}"`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === "[object Object]";

/** Longer text is never meant. */
const LONGEST_TEXT = 1 << 24;

export const isText: Check = (value) => typeof value === "string" && value.length <= LONGEST_TEXT;
export const isFlag: Check = (value) => typeof value === "boolean";
/** Any number, NaN and infinities too: losses of a run that diverged are such numbers. */
export const isNumber: Check = (value) => typeof value === "number";
export const isFiniteNumber: Check = (value) => Number.isFinite(value);
/** A whole number from 0 on. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const isFloats: Check = (value) => value instanceof Float32Array;
export const isBytes: Check = (value) => value instanceof Uint8Array;

export const isOneOf =
  (...options: readonly string[]): Check =>
  (value) =>
    typeof value === "string" && options.includes(value);

export const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const isList =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** An object used as a dictionary: every value passes. */
export const isDictionary =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);

/** An object with the fields of T; other fields are ignored. */
export const isObject =
  <T>(fields: Fields<T>): Check =>
  (value) =>
    isRecord(value) && Object.entries<Check>(fields).every(([name, check]) => check(value[name]));

export const isEither =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
