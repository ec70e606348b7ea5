/** The link that holds the whole question, and reading one back. */
import { Fault, LAST_PICTURE, call } from "./api.js";
import { complete } from "./question.js";

/** @typedef {import("./types.js").Question} Question */

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
 * Read the question in the address bar; null if there is none.
 * @param {string} hash
 * @returns {Promise<{question: Question|null, said: string}>} the question, and what of it was dropped or why there is none
 */
export async function fromHash(hash) {
  const text = /^#q=([\w-]+)$/.exec(hash)?.[1];
  if (!text) return { question: null, said: "" };
  try {
    const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
    return await opened(new TextDecoder("utf-8", { fatal: true }).decode(bytes), "this link");
  } catch (fault) {
    const why = fault instanceof Fault ? fault.message.replace(LAST_PICTURE, "").replace(/\.$/, "") : "it is not whole";
    return { question: null, said: `This link could not be read (${why}). You see the first question instead.` };
  }
}

/**
 * Let the server read a question from outside: it keeps what it understands and says what it drops.
 * @param {string} text @param {string} where such as "this link"
 * @returns {Promise<{question: Question, said: string}>}
 */
export async function opened(text, where) {
  const { question, dropped } = await (await call("api/open", { text })).json();
  const said = dropped.length ? `Not all of ${where} could be used here. Left out: ${dropped.join("; ")}.` : "";
  return { question: complete(question), said };
}
