/** What is compared, in words, and what there would be to agree before leaving the room. */
import { h, put } from "./dom.js";
import { leverNumber, lower } from "./format.js";
import { SIDES, acts, leverValue } from "./question.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

/**
 * Draw the section.
 * @param {HTMLElement} element @param {Answer} answer @param {Options} options
 */
export function render(element, answer, options) {
  const { catalogue, question } = options;
  const both = catalogue.levers.map((lever) => ({ lever, values: SIDES.map((side) => (acts(question, side, lever) ? leverValue(catalogue, question, side, lever) : null)) }));
  const different = both.filter(({ values: [a, b] }) => a !== b);
  const shared = both.filter(({ lever, values: [a, b] }) => a === b && a !== null && a !== lever.default);
  const cell = (/** @type {import("./types.js").Lever} */ lever, /** @type {number|null} */ value) => (value === null ? "does not act here" : leverNumber(lever, value));
  put(element,
    h("h2", { id: "compared-title" }, "What is compared"),
    h("div", { class: "compared" }, SIDES.map((side) => {
      const future = question[side];
      const behaviour = catalogue.behaviours.find((one) => one.name === future.behaviour);
      const pressure = catalogue.pressures.find((one) => one.name === future.pressure);
      return h("section", { class: `one ${side}`, "aria-label": `Future ${side.toUpperCase()}` },
        h("h3", {}, h("b", { class: side }, `Future ${side.toUpperCase()}: `), h("span", { "data-user": true }, future.name)),
        h("p", {}, behaviour?.sentence ?? "", behaviour && behaviour.label !== future.name ? ` (${behaviour.label}.)` : ""),
        h("p", { class: "hint" }, pressure ? `${pressure.label}: ${lower(pressure.sentence)}` : ""));
    })),
    different.length > 0 && h("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "What differs between A and B" },
      h("table", {}, h("caption", {}, "What differs"),
        h("thead", {}, h("tr", {}, ["", "A", "B"].map((name) => (name ? h("th", { scope: "col" }, name) : h("td", {}))))),
        h("tbody", {}, different.map(({ lever, values }) => h("tr", {}, h("th", { scope: "row" }, lever.label), values.map((value) => h("td", {}, cell(lever, value)))))))),
    shared.length > 0 && h("p", { class: "hint" }, "Both: ", shared.map(({ lever, values }) => `${lower(lever.label)} ${cell(lever, values[0])}`).join("; "), "."),
    answer.agree?.length > 0 && [
      h("h3", { class: "agree-title" }, "Three things to agree before we leave"),
      h("ol", { class: "agree" }, answer.agree.map((one) => h("li", {}, one.text.replace(/\.?$/, ""), ` – ${lower(one.hours)}`)))]);
}
