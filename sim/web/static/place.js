/** "Make it look like us": the question in the team's own words, names, eight numbers and years. */
import { fold, h } from "./dom.js";
import { number } from "./format.js";
import { withPlace } from "./question.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Catalogue} Catalogue */

/**
 * Draw the fields once, then keep them up to date without disturbing who types.
 * @param {HTMLElement} element @param {Catalogue} catalogue @param {Question} question
 * @param {{question: Question, set: (question: Question, what: string) => void}} store
 */
export function render(element, catalogue, question, store) {
  if (!element.firstChild) element.append(...made(catalogue, store));
  for (const field of element.querySelectorAll("input, select")) {
    if (field === document.activeElement) continue;
    const input = /** @type {HTMLInputElement} */ (field);
    const { kind, name } = input.dataset;
    if (kind === "years") input.value = String(question.years);
    else if (kind === "title") input.value = question.title;
    else if (kind === "figures") {
      if (input.getAttribute("aria-invalid") === "true") continue;
      const value = question.place.figures[name ?? ""] ?? Number(input.dataset.default);
      input.value = String(Number((value * Number(input.dataset.scale)).toPrecision(10)));
    }
    else if (kind === "names") input.value = question.place.names[name ?? ""] ?? "";
  }
}

/** @param {Catalogue} catalogue @param {{question: Question, set: (question: Question, what: string) => void}} store */
function made(catalogue, store) {
  const [low, high] = catalogue.caps.years;
  const years = h("select", { id: "years", "data-kind": "years", onchange: () =>
    store.set({ ...store.question, years: Number(years.value) }, "the number of years") },
  Array.from({ length: high - low + 1 }, (_, k) => h("option", { value: low + k }, low + k === 1 ? "1 year" : `${low + k} years`)));
  const title = h("input", { type: "text", id: "question-title", "data-kind": "title", maxlength: catalogue.caps.title, autocomplete: "off",
    onchange: () => store.set({ ...store.question, title: title.value.trim().slice(0, catalogue.caps.title) || "What if?" }, "the question's title") });
  const figures = catalogue.figures.map((figure) => {
    const scale = figure.scale ?? 1;
    const shown = (/** @type {number} */ value) => number(value * scale, figure.decimals);
    const hint = `${shown(figure.low)} to ${shown(figure.high)} ${figure.unit}; to begin with ${shown(figure.default)}`;
    const wrong = h("p", { class: "wrong", role: "alert" });
    const input = h("input", { type: "number", id: `figure-${figure.key}`, "data-kind": "figures", "data-name": figure.key, "data-default": figure.default, "data-scale": scale,
      min: figure.low * scale, max: figure.high * scale, step: "any", inputmode: "decimal", "aria-describedby": `figure-${figure.key}-hint`,
      onchange: () => {
        const value = Number((Number(input.value) / scale).toPrecision(10));
        const fine = input.value !== "" && value >= figure.low && value <= figure.high;
        input.setAttribute("aria-invalid", String(!fine && input.value !== ""));
        wrong.textContent = fine || input.value === "" ? "" : `Not used: it must be between ${shown(figure.low)} and ${shown(figure.high)}.`;
        if (input.value === "" || fine) store.set(withPlace(store.question, "figures", figure.key, fine && value !== figure.default ? value : null), "a number of the place");
      } });
    return h("div", { class: "field" }, h("label", { for: input.id }, figure.question), input, h("p", { class: "hint", id: `figure-${figure.key}-hint` }, hint), wrong);
  });
  const names = catalogue.organisations.map((one) => {
    const input = h("input", { type: "text", id: `name-${one.key}`, "data-kind": "names", "data-name": one.key, maxlength: catalogue.caps.name,
      placeholder: one.label, autocomplete: "off", onchange: () => store.set(withPlace(store.question, "names", one.key, input.value.trim().slice(0, catalogue.caps.name)), "a name") });
    return h("div", { class: "field" }, h("label", { for: input.id }, one.label), input);
  });
  return [
    h("div", { class: "field inline" }, h("label", { for: "years" }, "How many years ahead?"), years),
    fold("place", ["Make it look like us"], [
      h("div", { class: "field" }, h("label", { for: title.id }, "Our question"), title),
      h("h3", {}, "Our numbers"), ...figures,
      h("h3", {}, "Our names for the organisations"), ...names,
    ]),
  ];
}
