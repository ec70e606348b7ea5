/** What it brings, people first: a card for each outcome, with A, B, words, and a strip of twenty futures. */
import { button, fold, h, put, s } from "./dom.js";
import { upper } from "./format.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Card} Card */
/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {import("./types.js").Options} Options */

/** How many domains, the first, are about people. */
export const PEOPLE = 4;
/** Whether a reader asked for all cards. */
let everything = false;
/** @type {Object<string, string>} */
const SIGNS = { better: "✓", worse: "✗", same: "=", divided: "±", more: "↑", less: "↓" };

/**
 * Draw the cards.
 * @param {HTMLElement} element @param {Answer} answer @param {Options} options
 */
export function render(element, answer, options) {
  const { catalogue } = options;
  const cards = new Map(answer.cards.map((card) => [card.outcome, card]));
  const of = (/** @type {string} */ domain) => catalogue.outcomes.filter((one) => one.domain === domain && cards.has(one.name));
  const group = (/** @type {string} */ domain) => {
    const outcomes = [...of(domain)].sort((one, two) => Number(two.headline) - Number(one.headline));
    const columns = Math.ceil(outcomes.length / 2);
    const first = outcomes.filter((one) => major(one, /** @type {Card} */ (cards.get(one.name)))).length;
    return h("section", { class: `domain columns-${Math.min(columns, 3)}${first ? "" : " minor"}`, style: { "--first": Math.max(1, first) }, "aria-label": upper(domain) },
      h("h3", {}, upper(domain)),
      h("div", { class: "deck" }, outcomes.map((one) => card(one, /** @type {Card} */ (cards.get(one.name)), options))));
  };
  const people = catalogue.domains.slice(0, PEOPLE).filter((domain) => of(domain).length);
  const ofPeople = people.flatMap(of);
  const all = button(everything ? "Fewer results for people" : `All ${ofPeople.length} results for people`, () => { everything = !everything; render(element, answer, options); },
    { class: "more all-cards", "aria-expanded": String(everything), "data-keep": "all-cards" });
  const others = catalogue.domains.slice(PEOPLE).filter((domain) => of(domain).length);
  put(element,
    h("div", { class: "cards-head" },
      h("h2", { id: "cards-title" }, `What people would notice in year ${answer.years}`),
      h("p", { class: "key" }, "B rather than A, of 10 futures: ", dots(["better"]), " better ", dots(["same"]), " much the same ", dots(["worse"]), " worse")),
    h("div", { class: `domains people${everything ? " everything" : ""}` }, people.map(group)),
    h("div", { class: "others" }, ofPeople.some((one) => !major(one, /** @type {Card} */ (cards.get(one.name)))) && all, h("span", { class: "hint" }, "And beyond:"), others.map((domain) =>
      fold(`domain-${domain}`, [upper(domain), h("span", { class: "sr" }, `, ${of(domain).length} more results`)], [h("div", { class: "domains" }, group(domain))], { class: "other" }))));
}

/** Whether a card is shown before a reader asks for all: the headline outcomes, and whatever gets worse. @param {Outcome} outcome @param {Card} card */
function major(outcome, card) {
  return outcome.headline || card.word === "worse" || card.word === "divided";
}

/** @param {Outcome} outcome @param {Card} card @param {Options} options */
function card(outcome, card, options) {
  const chosen = options.outcome === outcome.name;
  const points = card.points ? " points" : "";
  return h("button", {
    type: "button", class: `card is-${card.word}${outcome.headline ? " headline" : ""}${major(outcome, card) || chosen ? "" : " minor"}`, "data-keep": `card-${outcome.name}`, "aria-pressed": options.onOutcome ? String(chosen) : null,
    title: `${outcome.label}. ${outcome.unit}. ${outcome.definition}. Evidence: ${outcome.grade_words}.`, onclick: () => options.onOutcome?.(outcome.name),
  },
  h("span", { class: "card-name" }, outcome.short),
  h("span", { class: "values" },
    h("span", { class: "value a" }, h("i", {}, "A"), h("span", { class: "sr" }, ": "), card.a, h("span", { class: "sr" }, "; ")),
    h("span", { class: "value b" }, h("i", {}, "B"), h("span", { class: "sr" }, ": "), card.b),
    h("span", { class: "sr" }, ` ${outcome.unit}. Difference ${card.difference}${points}, in 9 of 10 futures ${card.interval}.`)),
  dots(card.dots),
  h("span", { class: "word" }, h("b", { "aria-hidden": "true" }, SIGNS[card.word] ?? ""), h("span", { "aria-hidden": "true" }, ` ${brief(card)}`), h("span", { class: "sr" }, upper(card.words))));
}

/** The count in a few words; how many there are stands in the key. @param {Card} card */
function brief(card) {
  /** @type {Object<string, number>} */
  const counts = { better: card.better, more: card.better, worse: card.worse, less: card.worse, same: card.same };
  if (!(card.word in counts)) return `Divided, ${card.better} to ${card.worse}`;
  return `${upper(card.word)} in ${counts[card.word]} of ${card.of}`;
}

/**
 * Draw futures as dots: filled if better, hollow if much the same, crossed if worse; shape says it without colour.
 * @param {string[]} kinds
 */
export function dots(kinds) {
  const apart = 6;
  const drawing = s("svg", { class: "dots", viewBox: `0 0 ${kinds.length * apart} 6`, width: kinds.length * apart, height: 6, "aria-hidden": "true", focusable: "false" });
  kinds.forEach((kind, k) => {
    const x = k * apart + 3;
    if (kind === "worse") drawing.append(s("path", { class: "dot worse", d: `M${x - 2} 1 l4 4 m0 -4 l-4 4` }));
    else drawing.append(s("circle", { class: `dot ${kind}`, cx: x, cy: 3, r: kind === "same" ? 1.9 : 2.4 }));
  });
  return drawing;
}
