/** The hand-out's own script: pick an outcome, move through the months, on results that stand in the file. */
import { render as renderFan } from "./fan.js";
import { render as renderNetwork } from "./network.js";
import { h } from "./dom.js";
import { upper } from "./format.js";

/** @typedef {{answer: any, question: any, catalogue: any}} Data */

const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {Data} data */
function start({ answer, question, catalogue }) {
  let outcome = catalogue.outcomes[0].name;
  let month = answer.rounds;
  const holder = h("div", { id: "live-fan" });
  const choices = catalogue.domains.map((/** @type {string} */ domain) => {
    const own = catalogue.outcomes.filter((/** @type {any} */ one) => one.domain === domain);
    return h("optgroup", { label: upper(domain) }, own.map((/** @type {any} */ one) => h("option", { value: one.name }, one.label)));
  });
  const select = h("select", { id: "pick" }, choices);
  const options = () => ({ catalogue, question, outcome, month, onMonth });
  /** @type {any} */
  let fan = null;
  /** @type {any} */
  let network = null;

  function onMonth(/** @type {number} */ to) {
    month = to;
    fan?.setMonth(to);
    network?.setMonth(to);
  }
  function draw() {
    fan?.stop();
    fan = renderFan(holder, answer, /** @type {any} */ (options()));
  }
  select.addEventListener("change", () => {
    outcome = select.value;
    draw();
  });
  at("live-chart").append(h("p", { class: "pick" }, h("label", { for: "pick" }, "Choose what to look at"), select), holder);
  for (const name of ["chart", "network"]) at(`live-${name}`).hidden = false;
  document.documentElement.classList.add("lively");
  draw();
  network = renderNetwork(at("live-network"), answer, /** @type {any} */ (options()));
}

start(JSON.parse(at("handout-data").textContent ?? ""));
