/**
 * Why did this happen? What each change, and each channel through which it acts, adds to the gap between B and A.
 * Bars to the right help and to the left hurt; each is said in words, and a table stands behind them.
 */
import { fold, h, put } from "./dom.js";
import { upper } from "./format.js";
import { failure, table } from "./parts.js";

/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {{name?: string, key?: string, label?: string, a?: string, b?: string, part: number, words: string}} Part */
/** @typedef {{all: number, whole: string, levers: Part[], channels: Part[], left: Part}} Split */
/** @typedef {{key: string, futures: number, outcomes: Object<string, Split>, chain: string[]}} Why */
/**
 * @typedef {{catalogue: import("./types.js").Catalogue, answer: Answer|null, outcome?: string,
 *   onOutcome?: (name: string) => void, plain?: boolean, again?: () => void}} WhyOptions `plain` leaves out the heading
 *   and the chooser, for use inside another view; `again` tries anew what failed.
 */

const LITTLE = 0.02; // of the longest bar: too short to be seen
const STEPS_SHOWN = 6; // in the room, below the channels on one screen; more are folded, or letters would get small

/**
 * Draw the explanation.
 * @param {HTMLElement} element
 * @param {Why|{error: string}|null} why null while it is being worked out
 * @param {WhyOptions} options
 */
export function render(element, why, options) {
  const heading = options.plain ? null : h("h2", { text: "Why did this happen?" });
  element.setAttribute("aria-busy", String(!why));
  if (!why) return put(element, heading, waiting());
  if ("error" in why) return put(element, heading, failure(why.error, options.again));
  const known = options.catalogue.outcomes.filter((one) => one.name in why.outcomes);
  const outcome = known.find((one) => one.name === options.outcome) ?? known[0];
  if (!outcome) return put(element, heading, h("p", { text: "There is no difference to explain." }));
  const split = why.outcomes[outcome.name];
  const changed = "If this alone were put back as in A, the gap would be smaller by this much.";
  const acts = "If this channel alone were shut, the gap would be smaller by this much.";
  put(
    element,
    heading,
    options.plain ? null : chooser(known, outcome, options),
    lead(outcome, split, why, options),
    h(
      "div",
      { class: "why-pair" },
      bars("What you changed", changed, options.plain ? split.levers.map(bare) : split.levers, outcome),
      bars("How it acts", acts, channels(split), outcome),
    ),
    chain(why.chain, options.plain),
    asTable(outcome, split, options.plain ? "room" : "why"),
  );
}

function waiting() {
  const words = "Working out why: the futures are run again with one change taken away at a time…";
  return h("p", { class: "extra-wait", text: words });
}

/** @param {Outcome[]} known @param {Outcome} chosen @param {WhyOptions} options */
function chooser(known, chosen, options) {
  const choices = known.map((one) => h("option", { value: one.name, selected: one === chosen, text: one.label }));
  const change = (/** @type {any} */ event) => options.onOutcome?.(event.target.value);
  const select = h("select", { id: "why-outcome", "data-keep": "why-outcome", on: { change } }, ...choices);
  return h("p", { class: "why-choose" }, h("label", { for: "why-outcome", text: "Explain" }), " ", select);
}

/** @param {Outcome} outcome @param {Split} split @param {Why} why @param {WhyOptions} options */
function lead(outcome, split, why, options) {
  const years = options.answer?.years;
  return h(
    "p",
    { class: "why-lead" },
    `${outcome.label}: with B rather than A, `,
    h("strong", { text: split.whole }),
    `${years ? ` in year ${years}` : ""}, in the middle future. The parts are means of ${why.futures} futures. `,
    outcome.better ? "Bars to the right help; bars to the left hurt." : "Bars to the right: more. To the left: less.",
  );
}

/** @param {Split} split @returns {Part[]} */
function channels(split) {
  return split.left.part ? [...split.channels, { ...split.left, name: "what is left over" }] : split.channels;
}

/** @param {string} title @param {string} meaning @param {Part[]} parts @param {Outcome} outcome */
function bars(title, meaning, parts, outcome) {
  const longest = Math.max(...parts.map((part) => Math.abs(part.part)), 0);
  const rows = parts.map((part) => row(part, outcome, longest));
  const list = rows.length
    ? h("ul", { class: "why-bars" }, ...rows)
    : h("p", { text: "Nothing differs between A and B here." });
  return h("section", { class: "why-side" }, h("h3", { text: title }), h("p", { class: "quiet", text: meaning }), list);
}

/** @param {Part} part @param {Outcome} outcome @param {number} longest */
function row(part, outcome, longest) {
  const helps = part.part * (outcome.better || 1);
  const share = longest > 0 ? Math.abs(part.part) / longest : 0;
  const kind = share < LITTLE ? "none" : outcome.better === 0 ? "plain" : helps > 0 ? "good" : "bad";
  const width = `${kind === "none" ? 0 : share * 50}%`;
  const bar = h("span", { class: `why-bar ${kind} ${helps < 0 ? "left" : "right"}`, style: { width } });
  return h(
    "li",
    {},
    h("span", { class: "why-name" }, upper(named(part)), part.a ? h("small", { text: `${part.a} → ${part.b}` }) : null),
    h("span", { class: "why-track", "aria-hidden": "true" }, bar),
    h("span", { class: `why-words ${kind}`, text: part.words }),
  );
}

/** Return a part without what it was and is: the room has read that in the question, and has one screen. @param {Part} part */
function bare(part) {
  return { ...part, a: "" };
}

/** @param {string[]} steps @param {boolean} [inRoom] */
function chain(steps, inRoom) {
  if (!steps?.length) return null;
  const list = h("ol", {}, ...steps.map((text) => h("li", { text })));
  const title = "Step by step";
  if (inRoom && steps.length > STEPS_SHOWN)
    return h("section", { class: "why-chain" }, fold("room-chain", `${title}: ${steps.length} steps`, [list]));
  return h("section", { class: "why-chain" }, h("h3", { text: title }), list);
}

/** @param {Outcome} outcome @param {Split} split @param {string} name */
function asTable(outcome, split, name) {
  const line = (/** @type {string} */ kind) => (/** @type {Part} */ part) => [
    upper(named(part)),
    kind,
    part.a ? `${part.a} → ${part.b}` : "–",
    part.words,
  ];
  const rows = [...split.levers.map(line("a change")), ...channels(split).map(line("a channel"))];
  const caption = `${outcome.label} (${outcome.unit}): parts of the gap between B and A`;
  const made = table(caption, ["What", "Kind", "From A to B", "Part of the gap"], rows);
  return fold(`${name}-table`, "Show as a table", [made], { class: "as-table" });
}

/** @param {Part} part */
function named(part) {
  return part.label ?? part.name ?? "";
}
