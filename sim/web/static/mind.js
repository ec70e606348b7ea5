/**
 * What would change our mind: how much of the answer rests on assumptions, and which of the numbers that nobody knows
 * well matter most.
 */
import { fold, h, put } from "./dom.js";
import { failure, table } from "./parts.js";

/**
 * @typedef {{key: string, label: string, words: string, low_tenths: number, high_tenths: number,
 *   evidence_words: string}} Unknown
 * @typedef {{cells: number, cells_assumed: number, words: string, flips: string,
 *   decides: string, parameters: Unknown[]}} Mind
 */


/**
 * Draw the section.
 * @param {HTMLElement} element
 * @param {{mind?: any}|null} answer
 * @param {{error?: string, again?: () => void}} [options] why the numbers could not be tried, and how to try again
 */
export function render(element, answer, options = {}) {
  const heading = h("h2", { text: "What would change our mind?" });
  /** @type {Mind|undefined} */
  const mind = answer?.mind;
  if (!mind) {
    const words = answer ? "With more futures this will say which unknown numbers matter most." : "No answer yet.";
    return put(element, heading, h("p", { class: "extra-wait", text: words }));
  }
  const found = mind.parameters ?? [];
  const wait = "Trying the least known numbers at both ends of their range, to see which would turn the answer…";
  put(
    element,
    heading,
    badge(mind),
    mind.flips ? h("p", { class: "mind-flips", text: mind.flips }) : null,
    mind.decides ? h("p", { text: mind.decides }) : null,
    found.length ? h("h3", { text: "The numbers that matter most, and that we know least" }) : null,
    found.length ? h("ul", { class: "mind-list" }, ...found.map(unknown)) : null,
    found.length ? asTable(found) : null,
    mind.parameters ? null : options.error ? failure(options.error, options.again) : h("p", { class: "extra-wait", text: wait }),
  );
}

/** @param {Mind} mind */
function badge(mind) {
  const kind = (/** @type {number} */ index) => (index < mind.cells_assumed ? "assumed" : "measured");
  const cells = Array.from({ length: mind.cells }, (_, index) => h("span", { class: kind(index) }));
  const words = `About ${mind.cells_assumed} of ${mind.cells} parts of this result rest on assumptions. `;
  const key = [
    h("span", { class: "assumed" }),
    " assumed ",
    h("span", { class: "measured" }),
    " rests on published figures",
  ];
  return h(
    "div",
    { class: "mind-badge" },
    h("p", {}, h("strong", { text: words }), mind.words),
    h("div", { class: "mind-cells", "aria-hidden": "true" }, ...cells),
    h("p", { class: "quiet mind-key", "aria-hidden": "true" }, ...key),
  );
}

/** @param {Unknown} one */
function unknown(one) {
  const strips = [strip("If lower", one.low_tenths), strip("If higher", one.high_tenths)];
  return h(
    "li",
    {},
    h("p", {}, h("strong", { text: one.label }), h("small", { text: one.evidence_words })),
    h("p", { class: "mind-strips", "aria-hidden": "true" }, ...strips),
    h("p", { text: /[.!?]$/.test(one.words) ? one.words : `${one.words}.` }),
  );
}

/** @param {string} label @param {number} tenths as the words beside it say them */
function strip(label, tenths) {
  const dots = Array.from({ length: 10 }, (_, index) => h("span", { class: index < tenths && "won" }));
  const side = h("span", { class: "mind-side", text: label });
  return h("span", { class: "mind-strip" }, side, h("span", { class: "mind-dots" }, ...dots), `${tenths} of 10`);
}

/** @param {Unknown[]} found */
function asTable(found) {
  const often = (/** @type {number} */ tenths) => `${tenths} of 10 futures`;
  const rows = found.map((one) => [one.label, often(one.low_tenths), often(one.high_tenths), one.evidence_words]);
  const heads = ["Number", "B better, if it is lower than we think", "B better, if it is higher", "Evidence"];
  const caption = "How often B is better, by what nobody knows well";
  return fold("mind-table", "Show as a table", [table(caption, heads, rows)], { class: "as-table" });
}
