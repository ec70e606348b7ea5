/** Who does what, when: a bar for each entry of the plans, and a form that adds one, both from the declarations. */
import { button, fold, h, put } from "./dom.js";
import { planForm } from "./plan_form.js";
import { SIDES, withoutEntry } from "./question.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Planned} Planned */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Side} Side */

/**
 * Make the panel; call `answer` when an answer or the question changes.
 * @param {HTMLElement} element @param {Catalogue} catalogue @param {{store: any, announce: (text: string) => void}} options
 */
export function createPlan(element, catalogue, { store, announce }) {
  const rows = h("div", { class: "timeline" });
  const form = planForm(catalogue, store, announce);
  const add = fold("plan-form", "Add to the plan", [form.element], { class: "plan-add" });
  element.replaceChildren(h("h2", { id: "plan-title" }, "Who does what, when"), rows, add);

  /** @param {Planned} one */
  function remove(one) {
    store.set(one.sides.reduce((question, side) => withoutEntry(question, side, one.name), store.question), `${one.what}, taken out of the plan`);
    announce(`Taken out: ${one.what}.`);
  }
  return {
    /** @param {Answer|null} answer @param {Question} question */
    answer(answer, question) {
      const known = (answer?.timeline ?? []).filter((one) => one.sides.some((side) => one.name in (question[side].plan ?? {})));
      const waiting = SIDES.flatMap((side) => Object.entries(question[side].plan ?? {})
        .filter(([name]) => !known.some((one) => one.name === name && one.sides.includes(side)))
        .map(([name, entry]) => ({ side, name, what: titleOf(catalogue, String(entry.what ?? name)) })));
      form.update(question);
      put(rows,
        known.length + waiting.length === 0 && h("p", { class: "hint" }, "Nothing begins or ends at a date: what you choose above holds from the start, for everybody."),
        known.length > 0 && scale(question.years),
        known.map((one) => row(one, question.years, remove)),
        waiting.map((one) => h("div", { class: `entry ${one.side}` },
          h("p", { class: "entry-what" }, sides([one.side]), one.what, h("span", { class: "hint" }, " not worked out yet")), h("div", {}),
          taken(one.what, one.side, one.name, () => remove(/** @type {any} */ ({ ...one, sides: [one.side] }))))));
    },
  };
}

/** The name of what an entry begins. @param {Catalogue} catalogue @param {string} what */
function titleOf(catalogue, what) {
  return [...catalogue.interventions, ...catalogue.behaviours].find((one) => one.name === what)?.label
    ?? catalogue.levers.find((one) => one.key === what)?.label ?? what;
}

/** @param {Side[]} which */
function sides(which) {
  return [which.map((side) => h("b", { class: side }, side.toUpperCase())), " "];
}

/** @param {string} what @param {string} side @param {string} name @param {() => void} act */
function taken(what, side, name, act) {
  return button("Take out", act, { class: "small", "data-keep": `out-${side}-${name}`, "aria-label": `Take out of the plan of ${side === "both" ? "A and B" : side.toUpperCase()}: ${what}` });
}

/** The years above the bars. @param {number} years */
function scale(years) {
  const every = years > 8 ? 2 : 1;
  const marks = Array.from({ length: years + 1 }, (_, year) => year).filter((year) => year % every === 0);
  return h("div", { class: "entry scale", "aria-hidden": "true" }, h("div", {}),
    h("div", { class: "bars" }, marks.map((year) => h("span", { style: { left: `${(100 * year) / years}%` } }, year ? `Year ${year}` : "Now"))), h("div", {}));
}

/** @param {Planned} one @param {number} years @param {(one: Planned) => void} remove */
function row(one, years, remove) {
  const share = (/** @type {number} */ year) => (100 * Math.min(Math.max(year, 0), years)) / years;
  const [from, until] = [share(one.from), share(one.until ?? years)];
  const side = one.sides.length > 1 ? "both" : one.sides[0];
  const ramp = until > from ? Math.min(100, (100 * (share(one.from + one.ramp) - from)) / (until - from)) : 0;
  return h("div", { class: `entry ${side}`, title: one.words },
    h("p", { class: "entry-what" }, sides(one.sides), h("strong", {}, one.what), h("span", { class: "hint" }, ` ${one.who}${one.waits && `, ${one.waits}`}${one.numbers && `. ${one.numbers}`}`), h("span", { class: "sr" }, ` ${one.words}`)),
    h("div", { class: "bars", "aria-hidden": "true" },
      h("span", { class: ["bar", side, one.waits && "waits", one.until === null && "stays"].filter(Boolean).join(" "), style: { left: `${from}%`, width: `${until - from}%`, "--ramp": `${ramp}%` } },
        one.waits && h("i", {}, "if it comes to that"))),
    taken(one.what, side, one.name, () => remove(one)));
}
