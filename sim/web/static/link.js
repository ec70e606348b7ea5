/** The link that holds the whole question, and reading one back. */
import { complete } from "./question.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Catalogue} Catalogue */

/** Leave out what is empty. @param {Question} question */
function lean(question) {
  const empty = (/** @type {any} */ x) => x === null || (typeof x === "object" && Object.keys(x).length === 0);
  const kept = (/** @type {any} */ x) => Object.fromEntries(Object.entries(x).filter(([, value]) => !empty(value)));
  return kept({ ...question, a: kept(question.a), b: kept(question.b), place: kept(question.place) });
}

/** Write a question for the address bar. @param {Question} question */
export function toHash(question) {
  const bytes = new TextEncoder().encode(JSON.stringify(lean(question)));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#q=${text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
}

/**
 * Read a question from the address bar.
 * @param {string} hash @param {Catalogue} catalogue
 * @returns {{question: Question|null, error: string}}
 */
export function fromHash(hash, catalogue) {
  const text = /^#q=([\w-]+)$/.exec(hash)?.[1];
  if (!text) return { question: null, error: "" };
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
    return { question: checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), catalogue), error: "" };
  } catch (fault) {
    const why = fault instanceof TypeError || !(fault instanceof Error) || /JSON|atob|decode/i.test(fault.message) ? "it is not whole" : fault.message;
    return { question: null, error: `This link could not be read (${why}). You see the first question instead.` };
  }
}

/** Check a question from outside; the server checks it again. @param {any} given @param {Catalogue} catalogue */
export function checked(given, catalogue) {
  const object = (/** @type {any} */ x) => x !== null && typeof x === "object" && !Array.isArray(x);
  const fail = (/** @type {string} */ why) => { throw new RangeError(why); };
  if (!object(given) || !object(given.a) || !object(given.b)) fail("it holds no two futures");
  const question = complete(given);
  const [low, high] = catalogue.caps.years;
  if (!Number.isInteger(question.years) || question.years < low || question.years > high) fail(`years must be ${low} to ${high}`);
  question.title = String(question.title).slice(0, catalogue.caps.title);
  for (const side of /** @type {("a"|"b")[]} */ (["a", "b"])) {
    const future = question[side];
    future.name = String(future.name ?? `Future ${side.toUpperCase()}`).slice(0, catalogue.caps.name);
    if (!catalogue.behaviours.some((one) => one.name === future.behaviour)) fail(`no behaviour is called ${future.behaviour}`);
    future.pressure ??= catalogue.pressures[0].name;
    if (!catalogue.pressures.some((one) => one.name === future.pressure)) fail(`no pressure is called ${future.pressure}`);
    for (const [key, value] of Object.entries(future.values)) if (typeof value !== "number") fail(`${key} is not a number`);
  }
  if (!catalogue.stories.some((one) => one.id === question.story)) question.story = null;
  for (const [key, name] of Object.entries(question.place.names)) question.place.names[key] = String(name).slice(0, catalogue.caps.name);
  return question;
}
