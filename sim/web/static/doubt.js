/** Reasons to believe and reasons to doubt: known facts it gets right and wrong, limits, and how to do it again. */
import { fold, h, put } from "./dom.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

/**
 * Draw the scoreboard.
 * @param {HTMLElement} element @param {Answer|null} answer @param {Options} options
 */
export function render(element, answer, options) {
  const { scoreboard, limits, version } = options.catalogue;
  const [right, of] = scoreboard.came_out;
  const missed = scoreboard.facts.filter((fact) => !fact.holds);
  const share = answer?.mind?.percent_assumed;
  put(element,
    h("h2", { id: "doubt-title" }, "Reasons to believe, reasons to doubt"),
    h("div", { class: "doubt-pair" },
      h("section", { "aria-label": "Reasons to believe" },
        h("h3", {}, "Reasons to believe"),
        h("p", { class: "score" }, h("strong", {}, `${scoreboard.holds} of ${scoreboard.total}`), " things known about real places also hold here."),
        h("p", {}, `Most of them it was built to show. Of ${of} that nobody built in, ${right} came out by themselves.`),
        missed.length > 0 && h("p", {}, "It gets these wrong: ", missed.map((fact) => fact.says.replace(/\.$/, "")).join("; "), "."),
        scoreboard.facts.length > 0 && fold("facts", [`All ${scoreboard.facts.length} facts`], [facts(scoreboard.facts)])),
      h("section", { "aria-label": "Reasons to doubt" },
        h("h3", {}, "Reasons to doubt"),
        share && h("p", { class: "badge" }, h("strong", {}, share), " of the numbers behind this result are our own assumptions."),
        h("ul", {}, limits.map((limit) => h("li", {}, limit))))),
    answer && h("p", { class: "again" }, `${answer.place}. ${answer.world_words} Version ${version}, result ${answer.key}. The same again: `, h("code", {}, answer.command)));
}

/** @param {import("./types.js").Fact[]} all */
function facts(all) {
  const row = (/** @type {import("./types.js").Fact} */ fact) => h("tr", { class: fact.holds ? "holds" : "missed" },
    h("th", { scope: "row" }, fact.says), h("td", {}, fact.asked), h("td", {}, fact.found),
    h("td", {}, fact.holds ? "✓ holds" : "✗ does not hold"), h("td", {}, fact.kind));
  return h("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": "Known facts and what this model shows" },
    h("table", {}, h("caption", {}, "Known facts and what this model shows"),
      h("thead", {}, h("tr", {}, ["What is known", "Asked for", "Found here", "Does it hold?", "How it got there"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, all.map(row))));
}
