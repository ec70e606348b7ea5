/** The form that adds an entry to a plan: what, in which future, who, from when and until when. */
import { h } from "./dom.js";
import { organisationName, withEntry } from "./question.js";

/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Intervention|import("./types.js").Start} Offered */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Side} Side */

const HALF_YEARS = 2;
const STAYS = "";
const EVERYBODY = "all";
const CHOSEN = "chosen";
const ALONE = " (alone, it moved nothing that anybody would notice)";

/** Whether something moved nothing by itself that anybody would notice; false of what was never measured. @param {Offered} one */
const inert = (one) => one.alone?.nothing === true;

/**
 * Make the form.
 * @param {Catalogue} catalogue @param {any} store @param {(text: string) => void} announce
 */
export function planForm(catalogue, store, announce) {
  const option = (/** @type {any} */ value, /** @type {string} */ text) => h("option", { value }, text);
  const offered = [{ label: "Begin", those: catalogue.interventions }, { label: "From then on, teams behave", those: catalogue.behaviours }];
  const group = (/** @type {string} */ label, /** @type {Offered[]} */ those) => those.length > 0
    && h("optgroup", { label }, those.map((one) => option(one.name, one.label)));
  const said = h("p", { class: "hint", id: "plan-said" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const what = h("select", { id: "plan-what", "aria-describedby": said.id, onchange: describe },
    [false, true].map((nothing) => offered.map(({ label, those }) => group(`${label}${nothing ? ALONE : ""}`, those.filter((one) => inert(one) === nothing)))));
  const side = h("select", { id: "plan-side" }, option("b", "Future B"), option("a", "Future A"), option("ab", "Both futures"));
  const who = h("select", { id: "plan-who", onchange: describe }, option(EVERYBODY, "Everybody"),
    catalogue.orders.map((one) => option(one.name, `Half of them, ${one.label}`)), option(CHOSEN, "Those I tick"));
  const ticks = catalogue.organisations.map((one) => {
    const tick = h("input", { type: "checkbox", value: one.key, onchange: describe });
    return { one, tick, name: h("span", {}, one.label) };
  });
  const chosen = h("fieldset", { class: "plan-who", hidden: true }, h("legend", {}, "Who?"), ticks.map(({ tick, name }) => h("label", {}, tick, " ", name)));
  const [from, until] = [h("select", { id: "plan-from", onchange: describe }), h("select", { id: "plan-until", onchange: describe })];
  const field = (/** @type {string} */ label, /** @type {any} */ input) => h("div", { class: "field" }, h("label", { for: input.id }, label), input);
  const element = h("form", { class: "plan-form", onsubmit: (/** @type {SubmitEvent} */ event) => { event.preventDefault(); add(); } },
    h("div", { class: "plan-fields" }, field("What?", what), field("In which future?", side), field("Who?", who), field("From", from), field("Until", until),
      h("button", { type: "submit", class: "tool" }, "Add")),
    said, chosen, wrong);
  let years = 0;

  /** Which entry of the catalogue is chosen. @returns {{name: string, label: string, sentence: string, least?: number, alone?: import("./types.js").Alone}} */
  const kind = () => [...catalogue.interventions, ...catalogue.behaviours].find((one) => one.name === what.value) ?? catalogue.interventions[0];
  const ticked = () => ticks.filter(({ tick }) => tick.checked).map(({ one }) => one.key);

  /** Say what is chosen, and what is wrong with it. */
  function describe() {
    const { sentence, least = 1, alone } = kind();
    chosen.hidden = who.value !== CHOSEN;
    said.textContent = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1).replace(/\.?$/, ".")}${least > 1 ? ` It takes at least ${least} organisations.` : ""}${alone ? ` ${alone.said}` : ""}`;
    wrong.textContent = "";
  }
  /** @returns {string} what is wrong with the form; empty if nothing is */
  function fault() {
    const { least = 1 } = kind();
    if (who.value === CHOSEN && ticked().length < least) return `Tick at least ${least === 1 ? "one organisation" : `${least} organisations`}.`;
    if (until.value !== STAYS && Number(until.value) <= Number(from.value)) return "It must end after it begins.";
    return "";
  }
  function add() {
    wrong.textContent = fault();
    if (wrong.textContent) return;
    /** @type {Object<string, any>} */
    const entry = { what: what.value, from: Number(from.value) };
    if (until.value !== STAYS) entry.until = Number(until.value);
    if (who.value === CHOSEN) entry.who = ticked();
    else if (who.value !== EVERYBODY) entry.who = { share: 0.5, order: who.value };
    const sides = /** @type {Side[]} */ (side.value.split(""));
    store.set(sides.reduce((question, one) => withEntry(question, one, what.value, entry), store.question), `${kind().label}, added to the plan`);
    announce(`Added to the plan of ${sides.map((one) => one.toUpperCase()).join(" and ")}: ${kind().label}.`);
  }
  describe();
  return {
    element,
    /** @param {Question} question */
    update(question) {
      for (const { one, name } of ticks) name.textContent = organisationName(question, one);
      if (question.years === years) return;
      years = question.years;
      const dates = Array.from({ length: years * HALF_YEARS }, (_, k) => k / HALF_YEARS);
      const kept = [from.value, until.value];
      from.replaceChildren(...dates.map((date) => option(date, date ? `Year ${date}` : "The start")));
      until.replaceChildren(option(STAYS, "The end"), ...dates.slice(1).map((date) => option(date, `Year ${date}`)));
      [from, until].forEach((select, k) => { if ([...select.options].some((one) => one.value === kept[k])) select.value = kept[k]; });
    },
  };
}
