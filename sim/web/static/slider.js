/** One slider: a plain question, its value in words and in number, today's tick, and where the other future stands. */
import { button, h } from "./dom.js";
import { joined, leverNumber, leverWords, lower } from "./format.js";
import { acts, leverValue, other, startValue } from "./question.js";

/** @typedef {import("./types.js").Lever} Lever */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Side} Side */

/**
 * @typedef {{catalogue: Catalogue, move: (lever: Lever, value: number) => void, release: () => void,
 *   reset: (lever: Lever) => void, together: (lever: Lever) => boolean, join: (lever: Lever, on: boolean) => void}} Hands
 */

/**
 * Make a slider; it is made once and then kept up to date, so that a drag is never cut short.
 * @param {Lever} lever @param {Hands} hands
 */
export function slider(lever, hands) {
  const id = `lever-${lever.key.replace(/\W/g, "-")}`;
  /** One drag, or keys until the slider is left, is one step to undo. */
  let keys = false;
  const input = h("input", {
    type: "range", id, min: lever.low, max: lever.high, step: lever.step, "aria-describedby": `${id}-ends ${id}-moves ${id}-other ${id}-why`,
    oninput: () => hands.move(lever, snapped(lever, Number(input.value))),
    onkeydown: () => { keys = true; }, onpointerdown: () => { keys = false; },
    onchange: () => { if (!keys) hands.release(); }, onblur: () => hands.release(),
  });
  const said = h("output", { class: "said", for: id });
  const today = h("span", { class: "tick", "aria-hidden": "true" });
  const there = h("span", { class: "there", "aria-hidden": "true" });
  const spoken = h("span", { class: "sr", id: `${id}-other` });
  const why = h("p", { class: "why-not", id: `${id}-why`, hidden: true });
  const reset = button("↺", () => hands.reset(lever), { class: "small back", "data-keep": `${id}-reset`, title: "Put back", "aria-label": `Put back: ${lever.question}` });
  const both = h("input", { type: "checkbox", onchange: () => hands.join(lever, both.checked) });
  const about = h("div", { class: "about", id: `${id}-about`, hidden: true },
    h("p", {}, lever.meaning ?? `${lever.label}.`),
    h("p", {}, h("strong", {}, "What it rests on: "), `${lever.evidence_words}.`, lever.source ? ` Source: ${lever.source}.` : ""));
  const more = h("button", {
    type: "button", class: "info", "aria-expanded": "false", "aria-controls": about.id, "aria-label": `About: ${lever.question}`,
    onclick: () => { about.hidden = !about.hidden; more.setAttribute("aria-expanded", String(!about.hidden)); },
  }, "i");
  const element = h("div", { class: "lever" },
    h("div", { class: "ask" }, h("label", { for: id }, lever.question), more),
    h("div", { class: "now" }, said, reset,
      lever.both && h("label", { class: "samefor" }, both, " same for both")),
    h("div", { class: "track" }, today, there, input),
    h("div", { class: "ends", id: `${id}-ends` }, h("span", {}, lever.low_words), h("span", {}, lever.high_words)),
    moving(lever) && h("p", { class: "moves", id: `${id}-moves`, title: MEASURED }, moving(lever)),
    spoken, why, about);

  return {
    element, lever,
    /** @param {Question} question @param {Side} side */
    update(question, side) {
      const value = leverValue(hands.catalogue, question, side, lever);
      const far = leverValue(hands.catalogue, question, other(side), lever);
      const on = acts(question, side, lever);
      const words = leverWords(lever, value);
      if (Number(input.value) !== value) input.value = String(value);
      input.disabled = !on;
      input.setAttribute("aria-valuetext", `${leverNumber(lever, value)}, ${words}`);
      input.style.setProperty("--at", `${place(lever, value)}%`);
      said.replaceChildren(h("strong", {}, leverNumber(lever, value)), words && leverNumber(lever, value).toLowerCase() !== words ? `, ${words}` : "");
      today.style.setProperty("--share", String(place(lever, lever.default) / 100));
      today.title = `Today: ${leverNumber(lever, lever.default)}`;
      there.style.setProperty("--share", String(place(lever, far) / 100));
      there.className = `there ${other(side)}`;
      there.textContent = other(side).toUpperCase();
      there.hidden = Math.abs(far - value) < lever.step / 2;
      spoken.textContent = `Today: ${leverNumber(lever, lever.default)}. Future ${other(side).toUpperCase()}: ${leverNumber(lever, far)}.`;
      reset.hidden = value === startValue(hands.catalogue, question, side, lever);
      both.checked = hands.together(lever);
      why.hidden = on;
      why.textContent = on ? "" : `Acts only where teams behave as: ${names(hands.catalogue, lever).join("; ")}. Change how teams behave to use it.`;
      element.classList.toggle("off", !on);
    },
  };
}

const MEASURED = "From where it starts to either end, with all else as in the first story, in the same futures";
const FEW = 2;

/** Say that a slider by itself moves nothing that people would notice, where that was measured. @param {Lever} lever */
export function moving(lever) {
  if (!lever.moves || lever.moves.people.length) return "";
  const { others } = lever.moves;
  if (!others.length) return "On its own it moves nothing here that anybody would notice.";
  return `On its own, nothing here that people would notice. It moves ${joined(others.slice(0, FEW).map(lower))}.`;
}

/** @param {Lever} lever @param {number} value in per cent of the track */
function place(lever, value) {
  const share = (value - lever.low) / (lever.high - lever.low);
  return Math.round(1000 * Math.min(1, Math.max(0, share))) / 10;
}

/** Rid a value of the last digits that binary numbers leave. @param {Lever} lever @param {number} value */
function snapped(lever, value) {
  return Number((lever.low + Math.round((value - lever.low) / lever.step) * lever.step).toPrecision(10));
}

/** @param {Catalogue} catalogue @param {Lever} lever */
function names(catalogue, lever) {
  return catalogue.behaviours.filter((one) => lever.only?.includes(one.name)).map((one) => one.label);
}
