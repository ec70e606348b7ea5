/** The chart of one outcome: the difference between B and A in the same future, or both of them, as bands of futures. */
import { drawDifference, signed } from "./difference.js";
import { button, fold, h, put } from "./dom.js";
import { monthWords, outcomeNumber, tickNumber, upper } from "./format.js";
import { sized, table } from "./parts.js";
import { ROUNDS, axes, bands, frame, middle, when } from "./plot.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {import("./types.js").Options} Options */
/** @typedef {"a"|"b"} Side */

/** @type {Side[]} */
const SIDES = ["a", "b"];
/** Whether each chart shows the difference, as its reader left it; it begins with it. @type {WeakMap<HTMLElement, boolean>} */
const differing = new WeakMap();

/**
 * Draw the chart; returns how to move its month line.
 * @param {HTMLElement} element @param {Answer} answer @param {Options} options
 */
export function render(element, answer, options) {
  const outcome = options.catalogue.outcomes.find((one) => one.name === options.outcome) ?? options.catalogue.outcomes[0];
  const fans = answer.fans[outcome.name];
  const [read, hold, lines] = [h("p", { class: "readout" }), h("div", { class: "plot" }), h("p", { class: "key" })];
  let [month, size] = [options.month ?? answer.rounds, [0, 0]];
  /** @type {(month: number) => void} */
  let mark = () => {};
  const apart = () => Boolean(fans.d && (differing.get(element) ?? true));
  const choices = [true, false].map((on) => button(on ? "The difference" : "A and B", () => { differing.set(element, on); draw(); }, { "data-keep": `fan-${on}` }));
  put(element,
    h("div", { class: "panel-head" }, h("h2", { id: "fan-title", title: outcome.label }, outcome.short),
      fans.d && h("div", { class: "either", role: "group", "aria-label": "What the chart shows" }, choices),
      fold("fan-table", ["Table", h("span", { class: "sr" }, ` behind ${outcome.label}`)], [yearly(answer, outcome)], { class: "as-table" })),
    lines, hold, read);
  const watch = sized(hold, (width, height) => { size = [width, height]; draw(); });

  function draw() {
    choices.forEach((choice, k) => choice.setAttribute("aria-pressed", String(apart() === (k === 0))));
    lines.replaceChildren(...key(answer, outcome, apart(), Boolean(options.ghost)));
    if (size[0]) mark = (apart() ? drawDifference : drawBoth)(hold, answer, outcome, size[0], size[1], options);
    setMonth(month);
  }
  /** @param {number} at */
  function setMonth(at) {
    month = at;
    mark(at);
    read.replaceChildren(...readout(answer, outcome, at, apart()));
  }
  draw();
  return { stop: () => watch.disconnect(), setMonth };
}

/** @param {Answer} answer @param {Outcome} outcome @param {boolean} apart @param {boolean} ghost */
function key(answer, outcome, apart, ghost) {
  const yearly = answer.fans[outcome.name].a.q50[0] === null ? ", mean of the year before. " : ". ";
  const counted = outcome.percent && apart ? "percentage points" : unit(outcome);
  const said = apart ? `B rather than A in the same future: ${counted}` : upper(counted);
  const swatch = (/** @type {string} */ kind) => h("span", { class: `swatch ${kind}`, "aria-hidden": "true" });
  return [said, yearly, h("span", { class: "keys" }, swatch("line"), " middle future ", swatch("half"), " half ", swatch("most"), " 8 in 10",
    ghost && !apart && [" ", swatch("ghost"), " before"])];
}

/** @param {Outcome} outcome */
function unit(outcome) {
  return outcome.percent ? outcome.unit.replace(/^share/, "%") : outcome.unit;
}

/**
 * Draw A and B.
 * @param {HTMLElement} hold @param {Answer} answer @param {Outcome} outcome @param {number} width @param {number} height @param {Options} options
 */
function drawBoth(hold, answer, outcome, width, height, options) {
  const fans = answer.fans[outcome.name];
  const times = outcome.percent ? 100 : 1;
  const ghost = options.ghost && options.ghost.years === answer.years ? options.ghost.fans[outcome.name] : null;
  const values = SIDES.flatMap((side) => [...fans[side].q10, ...fans[side].q90, ...(ghost ? ghost[side].q50 : [])]).filter((v) => v !== null).map((v) => v * times);
  const view = frame(hold, answer, width, height, { values, said: described(answer, outcome), first: fans.a.q50.findIndex((v) => v !== null), options });
  const { root, cursor, x, y } = view;
  axes(view, answer, (at, step) => tickNumber(outcome, at, step));
  for (const side of SIDES) bands(view, fans[side], side, times, false);
  if (ghost) for (const side of SIDES) middle(view, ghost[side], `ghost ${side}`, times);
  for (const side of SIDES) middle(view, fans[side], `middle ${side}`, times);
  labels(view, answer, SIDES.map((side) => y(fans[side].q50[answer.rounds - 1] * times)));
  for (const side of SIDES) cursor.append("circle").attr("class", side).attr("r", 4);
  root.node().append(cursor.node());
  return (/** @type {number} */ month) => {
    const k = Math.max(0, Math.min(answer.rounds, month) - 1);
    cursor.attr("transform", `translate(${Math.max(x.range()[0], x(when(k)))},0)`);
    for (const side of SIDES) {
      const value = fans[side].q50[k];
      cursor.select(`circle.${side}`).attr("cy", y((value ?? 0) * times)).attr("visibility", value === null ? "hidden" : null);
    }
  };
}

/** Write the names beside the ends of their lines, moved apart. @param {ReturnType<typeof frame>} view @param {Answer} answer @param {number[]} ends */
function labels({ root, edge, em, width, height }, answer, ends) {
  const texts = SIDES.map((side, k) => {
    const lines = [side.toUpperCase(), ...wrapped(answer.names[side], 13)].slice(0, 4);
    return { side, lines, at: ends[k], tall: lines.length * 1.12 * em };
  }).sort((one, two) => one.at - two.at);
  const [first, second] = texts;
  const lap = (first.tall + second.tall) / 2 + 0.3 * em - (second.at - first.at);
  if (lap > 0) { first.at -= lap / 2; second.at += lap / 2; }
  const [top, bottom] = [edge.top - em, height - 0.4 * em];
  const over = Math.max(0, top - (first.at - first.tall / 2)) - Math.max(0, second.at + second.tall / 2 - bottom);
  for (const one of texts) {
    const text = root.append("text").attr("class", `label ${one.side}`).attr("y", one.at + over - one.tall / 2 + 0.8 * em);
    one.lines.forEach((line, k) => text.append("tspan").attr("x", width - edge.right + 0.6 * em).attr("dy", k ? "1.12em" : 0).attr("class", k ? null : "letter").text(line));
  }
}

/** Break a name into lines. @param {string} text @param {number} most */
function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => (line.length > most + 2 ? `${line.slice(0, most + 1)}…` : line));
}

/** @param {Answer} answer @param {Outcome} outcome @param {number} month @param {boolean} apart */
function readout(answer, outcome, month, apart) {
  const k = Math.max(0, Math.min(answer.rounds, month) - 1);
  const fans = answer.fans[outcome.name];
  if (fans.a.q50[k] === null) return ["The lines begin when the first year is over."];
  const start = `${upper(monthWords(month))}: `;
  if (apart && fans.d) {
    const [low, middleOne, high] = [fans.d.q10[k], fans.d.q50[k], fans.d.q90[k]].map((value) => signed(outcome, value));
    return [start, h("b", {}, middleOne), ` (8 in 10: ${low} to ${high})`];
  }
  const said = (/** @type {Side} */ side) => {
    const [low, middleOne, high] = [fans[side].q10[k], fans[side].q50[k], fans[side].q90[k]].map((value) => outcomeNumber(outcome, value));
    return [h("b", { class: side }, `${side.toUpperCase()} ${middleOne}`), ` (8 in 10: ${low} to ${high})`];
  };
  return [start, ...said("a"), ", ", ...said("b")];
}

/** @param {Answer} answer @param {Outcome} outcome */
function described(answer, outcome) {
  const { a, b } = answer.fans[outcome.name];
  const ends = (/** @type {any} */ fan) => `from ${outcomeNumber(outcome, fan.q50.find((/** @type {any} */ v) => v !== null))} to ${outcomeNumber(outcome, fan.q50[answer.rounds - 1])}`;
  return `${outcome.label} over ${answer.years} years in the middle future: A, ${answer.names.a}, ${ends(a)}; B, ${answer.names.b}, ${ends(b)}. A table is beside it.`;
}

/** @param {Answer} answer @param {Outcome} outcome */
function yearly(answer, outcome) {
  const fans = answer.fans[outcome.name];
  const kinds = /** @type {[string, import("./types.js").Fan|undefined, (outcome: Outcome, value: number) => string][]} */ (
    [["A", fans.a, outcomeNumber], ["B", fans.b, outcomeNumber], ["Difference", fans.d, signed]]).filter(([, fan]) => fan);
  const rows = Array.from({ length: answer.years }, (_, year) => {
    const k = (year + 1) * ROUNDS - 1;
    const cells = kinds.flatMap(([, fan, write]) => {
      const [q10, q25, q50, q75, q90] = /** @type {any[]} */ ([fan?.q10[k], fan?.q25[k], fan?.q50[k], fan?.q75[k], fan?.q90[k]]).map((value) => write(outcome, value));
      return [q50, `${q25} to ${q75}`, `${q10} to ${q90}`];
    });
    return [`Year ${year + 1}`, ...cells];
  });
  const head = kinds.flatMap(([name]) => [`${name}: middle future`, `${name}: half of futures`, `${name}: 8 in 10`]);
  return table(`${outcome.label}: ${unit(outcome)}. A is ${answer.names.a}, B is ${answer.names.b}.`, ["When", ...head], rows);
}
