/** Who trusts whom: the organisations of A and of B side by side, month by month, and the story of each. */
import { fold, h, put, s } from "./dom.js";
import { table } from "./parts.js";
import { createGraph } from "./graph.js";
import { createMonths } from "./months.js";
import { organisationName } from "./question.js";
import { levelNumber, pressureWords, story } from "./relations.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */
/** @typedef {"a"|"b"} Side */

/** @type {Side[]} */
const SIDES = ["a", "b"];
/** @type {WeakMap<HTMLElement, ReturnType<typeof made>>} */
const kept = new WeakMap();

/**
 * Draw the two networks; drawn once, then kept up to date so that the keyboard stays where it is.
 * @param {HTMLElement} element @param {Answer} answer @param {Options} options
 */
export function render(element, answer, options) {
  const view = kept.get(element) ?? made(element, options);
  kept.set(element, view);
  view.update(answer, options);
  return view;
}

/** @param {HTMLElement} element @param {Options} first */
function made(element, first) {
  /** @type {Answer} */
  let answer;
  /** @type {Options} */
  let options = first;
  let month = 0;
  /** @type {string|null} */
  let chosen = null;
  const months = createMonths((at) => { setMonth(at); options.onMonth?.(at); });
  const choose = (/** @type {string} */ key) => {
    chosen = chosen === key ? null : key;
    show();
  };
  const numbers = h("p", { class: "key numbers", "aria-hidden": "true" });
  const graphs = SIDES.map((side) => createGraph(side, options, choose, (numbered) => { numbers.textContent = numbered.join("   "); }));
  const counts = SIDES.map((side) => h("p", { class: `counts ${side}` }));
  const chosenStory = h("div", { class: "org-story", "aria-live": "polite" });
  const held = h("div", { class: "network-table" });
  const behind = fold("network-table", ["Table", h("span", { class: "sr" }, ` behind ${"the networks"}`)], [held], { class: "as-table" });
  behind.addEventListener("toggle", () => { if (behind.open) show(); });
  put(element,
    h("div", { class: "panel-head" }, h("h2", { id: "network-title" }, "Trust between organisations"), behind),
    h("p", { class: "key" }, "Line: trust, ", wedge(), ". Larger dot: more pressure.", h("span", { class: "ask-one" }, " Choose one to read on.")),
    h("div", { class: "pair" }, SIDES.map((side, k) => h("figure", {}, h("figcaption", {}, counts[k]), graphs[k].element))),
    numbers, chosenStory, months.element);

  function show() {
    const names = options.catalogue.organisations.map((one) => organisationName(options.question, one));
    SIDES.forEach((side, k) => {
      const [average, between] = answer.network[side].said[month];
      counts[k].replaceChildren(h("b", { class: side }, side.toUpperCase()), ` ${average} on average`, h("span", { class: "range" }, ` (${between})`));
      graphs[k].show(answer, month, names, chosen);
    });
    const at = options.catalogue.organisations.findIndex((one) => one.key === chosen);
    if (at < 0) put(chosenStory);
    else put(chosenStory, ...story(answer, options, names, at, month, () => { chosen = null; show(); }));
    if (behind.open) put(held, ...tables(names));
  }

  /** @param {string[]} names */
  function tables(names) {
    const { organisations, interfaces } = options.catalogue;
    const { a, b } = answer.network;
    const words = (/** @type {number} */ x) => levelNumber(answer, x);
    const name = (/** @type {string} */ key) => names[organisations.findIndex((one) => one.key === key)] ?? key;
    const links = interfaces.map((one, k) => [one.between.map(name).join(" and "), words(a.trust[k][month]), words(b.trust[k][month])]);
    const felt = names.map((one, k) => [one, ...[a, b].map((side) => `${words(side.pressure[k][month])}, ${pressureWords(side.pressure[k][month])}`)]);
    const of = month ? `month ${month}` : "the start";
    return [table(`Trust in ${of}, 0 to 1, mean of futures`, ["Link", "A", "B"], links),
      table(`Pressure in ${of}, 0 to 1, mean of futures`, ["Organisation", "A", "B"], felt)];
  }

  /** @param {number} at */
  function setMonth(at) {
    month = Math.max(0, Math.min(answer.rounds, at));
    months.set(month, answer.rounds);
    show();
  }

  return {
    setMonth, stop: months.stop,
    /** @param {Answer} next @param {Options} given */
    update(next, given) {
      answer = next;
      options = given;
      setMonth(given.month ?? month);
    },
  };
}

/** The scale of the key: from no trust to full trust. */
function wedge() {
  const shades = Array.from({ length: 10 }, (_, k) => s("path", { d: `M${4 * k} ${5 - 0.4 * k}h4.1v${0.8 * k + 0.8}h-4.1z`, opacity: (0.12 + 0.088 * (k + 0.5)).toFixed(2) }));
  return h("span", { class: "scale" }, "0 ", s("svg", { viewBox: "0 0 40 10", width: 40, height: 10, "aria-hidden": "true" }, shades), " 1");
}
