/** The finding in words: the largest thing on the page. */
import { fold, h, put } from "./dom.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

/** What is read first; the rest of the finding is a click away and always printed. */
const FIRST = ["gained", "lost", "tie", "cost"];
const COUNTS = /(\b(?:in )?(?:\d+ of \d+(?: futures)?|(?:no|every|nearly every|hardly any) future)\b|£[\d.,]+m?(?: a year)?|\babout [\d,.]+ (?:fewer|more)(?: a year| on a day)?\b)/;

/**
 * Draw the sentence.
 * @param {HTMLElement} element @param {Answer} answer @param {Options} options
 */
export function render(element, answer, options) {
  const { sentence, names } = answer;
  const first = sentence.parts.filter(({ kind }) => FIRST.includes(kind));
  const rest = sentence.parts.filter((part) => !first.includes(part));
  const paragraph = (/** @type {{kind: string, text: string}} */ part) => h("p", { class: `part ${part.kind}` }, ...marked(part.text, names));
  element.dataset.verdict = sentence.verdict;
  put(element,
    h("h2", { class: "finding-title", id: "finding-title" }, ...coloured(sentence.title, names)),
    h("div", { class: "parts" }, first.map(paragraph),
      rest.length > 0 && fold("finding-rest", ["Read on", h("span", { class: "what" }, `: ${said(rest)}`)], rest.map(paragraph), { class: "rest", open: options.open })),
    (answer.published ?? []).map((line) => h("p", { class: "hint published" }, line)),
    h("p", { class: "finding-note" }, options.note?.() ?? ""));
}

/** Say what more there is. @param {{kind: string}[]} parts */
function said(parts) {
  /** @type {Object<string, string>} */
  const words = { rest: "what stays the same", early: "the first years", pays: "does it pay", counted: "what is counted" };
  const list = parts.map(({ kind }) => words[kind]).filter((word, k, all) => word && all.indexOf(word) === k);
  return list.length ? list.join(", ") : "more";
}

/** Make counts of futures and money stand out, and names wear their colour. @param {string} text @param {{a: string, b: string}} names */
function marked(text, names) {
  return text.split(COUNTS).flatMap((piece, k) => (k % 2 ? [h("strong", {}, piece)] : coloured(piece, names)));
}

/**
 * Colour the names of the two futures where they stand in a text.
 * @param {string} text @param {{a: string, b: string}} names
 * @returns {(Node|string)[]}
 */
export function coloured(text, names) {
  if (!names.a || !names.b || names.a.toLowerCase() === names.b.toLowerCase()) return [text];
  const sides = /** @type {("a"|"b")[]} */ (["a", "b"]).sort((one, two) => names[two].length - names[one].length);
  const low = text.toLowerCase();
  for (const side of sides) {
    const name = names[side].toLowerCase();
    const at = low.indexOf(name);
    if (at < 0 || low.length !== text.length) continue;
    return [
      ...coloured(text.slice(0, at), names), h("span", { class: `name ${side}` }, text.slice(at, at + name.length)),
      ...coloured(text.slice(at + name.length), names),
    ];
  }
  return text ? [text] : [];
}
