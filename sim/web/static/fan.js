/** The chart of one outcome: the middle future, half of futures and 8 in 10, for A and B. */
import { fold, h, put } from "./dom.js";
import { sized, table } from "./parts.js";
import { monthWords, number, outcomeNumber, tickNumber } from "./format.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {import("./types.js").Options} Options */
/** @typedef {"a"|"b"} Side */

const ROUNDS = 13;
/** @type {Side[]} */
const SIDES = ["a", "b"];
const d3 = /** @type {any} */ (globalThis).d3;

/**
 * Draw the chart; returns how to move its month line.
 * @param {HTMLElement} element @param {Answer} answer @param {Options} options
 */
export function render(element, answer, options) {
  const outcome = options.catalogue.outcomes.find((one) => one.name === options.outcome) ?? options.catalogue.outcomes[0];
  const read = h("p", { class: "readout" });
  const hold = h("div", { class: "plot" });
  /** @type {(month: number) => void} */
  let mark = () => {};
  let month = options.month ?? answer.rounds;
  put(element,
    h("h2", { id: "fan-title" }, outcome.label),
    h("p", { class: "key" }, `${unit(outcome)}${answer.fans[outcome.name].a.q50[0] === null ? ", mean of the year before" : ""}. Line: the middle future. `, h("span", { class: "swatch half" }), " half of futures ",
      h("span", { class: "swatch most" }), " 8 in 10.", options.ghost ? [" ", h("span", { class: "swatch ghost" }), " before your last change."] : null),
    hold, read, fold("fan-table", ["Show as a table"], [yearly(answer, outcome)], { class: "as-table" }));
  const watch = sized(hold, (width, height) => {
    mark = draw(hold, answer, outcome, width, height, options);
    mark(month);
  });
  const say = () => read.replaceChildren(...readout(answer, outcome, month));
  say();
  return {
    stop: () => watch.disconnect(),
    /** @param {number} at */
    setMonth(at) { month = at; mark(at); say(); },
  };
}

/** @param {Outcome} outcome */
function unit(outcome) {
  const text = outcome.percent ? outcome.unit.replace(/^share/, "%") : outcome.unit;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The end of each four weeks, in years. @param {number} k */
const when = (k) => (k + 1) / ROUNDS;

/**
 * @param {HTMLElement} hold @param {Answer} answer @param {Outcome} outcome @param {number} width @param {number} height @param {Options} options
 */
function draw(hold, answer, outcome, width, height, options) {
  const em = parseFloat(getComputedStyle(hold).fontSize);
  const fans = answer.fans[outcome.name];
  const times = outcome.percent ? 100 : 1;
  const ghost = options.ghost && options.ghost.years === answer.years ? options.ghost.fans[outcome.name] : null;
  const edge = { top: 1.5 * em, right: Math.min(8.6 * em, width * 0.27), bottom: 1.7 * em, left: 3.6 * em };
  const [start] = [fans.a.q50.findIndex((v) => v !== null)];
  const first = start > 0 ? (start + 1) / ROUNDS : 0;
  const all = SIDES.flatMap((side) => [...fans[side].q10, ...fans[side].q90, ...(ghost ? ghost[side].q50 : [])]).filter((v) => v !== null).map((v) => v * times);
  const x = d3.scaleLinear([first, answer.years], [edge.left, width - edge.right]);
  const y = d3.scaleLinear(padded(all), [height - edge.bottom, edge.top]).nice(5);
  const root = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "img").attr("aria-label", described(answer, outcome)).attr("class", "fan");
  const ticks = y.ticks(5);
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;

  const shade = root.append("g").attr("class", "events");
  for (const event of answer.events) {
    if (event.to <= first) continue;
    shade.append("rect").attr("x", x(Math.max(event.from, first))).attr("width", Math.max(2, x(Math.min(event.to, answer.years)) - x(Math.max(event.from, first))))
      .attr("y", edge.top).attr("height", height - edge.top - edge.bottom);
  }
  const named = answer.events.filter((event, k, list) => list.findIndex((one) => one.label === event.label) === k);
  named.forEach((event) => shade.append("text").attr("x", x((event.from + event.to) / 2)).attr("y", edge.top - 0.4 * em).attr("text-anchor", "middle").text(event.label));
  const grid = root.append("g").attr("class", "grid");
  for (const at of ticks) {
    grid.append("line").attr("x1", edge.left).attr("x2", width - edge.right).attr("y1", y(at)).attr("y2", y(at));
    grid.append("text").attr("x", edge.left - 0.5 * em).attr("y", y(at)).attr("dy", "0.35em").attr("text-anchor", "end").text(tickNumber(outcome, at, step));
  }
  const years = d3.range(first, answer.years + 1).filter((/** @type {number} */ k) => answer.years <= 8 || k % 2 === answer.years % 2 || k === 0);
  for (const k of years) {
    grid.append("text").attr("x", x(k)).attr("y", height - 0.45 * em).attr("text-anchor", "middle").text(k === 0 ? "Now" : k === answer.years || k === first || years.length < 7 ? `Year ${k}` : k);
  }
  const there = (/** @type {any} */ v) => v !== null;
  const line = d3.line((/** @type {number} */ _, /** @type {number} */ k) => x(when(k)), (/** @type {number} */ v) => y(v * times)).defined(there);
  const band = (/** @type {number[]} */ low, /** @type {number[]} */ high) =>
    d3.area((/** @type {any} */ _, /** @type {number} */ k) => x(when(k)), (/** @type {any} */ _, /** @type {number} */ k) => y(low[k] * times), (/** @type {any} */ _, /** @type {number} */ k) => y(high[k] * times)).defined(there)(low);
  for (const side of SIDES) {
    const fan = fans[side];
    root.append("path").attr("class", `band most ${side}`).attr("d", band(fan.q10, fan.q90));
    root.append("path").attr("class", `band half ${side}`).attr("d", band(fan.q25, fan.q75));
  }
  if (ghost) for (const side of SIDES) root.append("path").attr("class", `ghost ${side}`).attr("d", line(ghost[side].q50));
  for (const side of SIDES) root.append("path").attr("class", `middle ${side}`).attr("d", line(fans[side].q50));
  labels(root, answer, fans, (/** @type {number} */ v) => y(v * times), width - edge.right, em, [edge.top, height - edge.bottom]);

  const cursor = root.append("g").attr("class", "cursor").attr("aria-hidden", "true");
  cursor.append("line").attr("y1", edge.top).attr("y2", height - edge.bottom);
  for (const side of SIDES) cursor.append("circle").attr("class", side).attr("r", 4);
  const seek = (/** @type {PointerEvent} */ event) => {
    const at = Math.round(x.invert(d3.pointer(event, root.node())[0]) * ROUNDS);
    options.onMonth?.(Math.max(0, Math.min(answer.rounds, at)));
  };
  if (options.onMonth) root.on("pointerdown", seek).on("pointermove", (/** @type {PointerEvent} */ event) => event.buttons && seek(event));
  hold.replaceChildren(root.node());
  return (/** @type {number} */ month) => {
    const k = Math.max(0, Math.min(answer.rounds, month) - 1);
    cursor.attr("transform", `translate(${x(when(k))},0)`);
    for (const side of SIDES) {
      const value = fans[side].q50[k];
      cursor.select(`circle.${side}`).attr("cy", y((value ?? 0) * times)).attr("visibility", value === null ? "hidden" : null);
    }
  };
}

/** Ends with a little room, so that bands that hardly differ are not a wall. @param {number[]} values */
function padded(values) {
  const [low, high] = d3.extent(values);
  const room = Math.max((high - low) * 0.04, Math.abs(high) * 0.002, 1e-6);
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

/** Write the names beside the ends of their lines, moved apart. @param {any} root @param {Answer} answer @param {any} fans @param {(v: number) => number} y @param {number} right @param {number} em @param {number[]} ends */
function labels(root, answer, fans, y, right, em, [top, bottom]) {
  const texts = SIDES.map((side) => {
    const lines = [`${side.toUpperCase()}`, ...wrapped(answer.names[side], 12)].slice(0, 4);
    return { side, lines, at: y(fans[side].q50[answer.rounds - 1]), tall: lines.length * 1.12 * em };
  }).sort((one, two) => one.at - two.at);
  const [first, second] = texts;
  const lap = (first.tall + second.tall) / 2 + 0.3 * em - (second.at - first.at);
  if (lap > 0) { first.at -= lap / 2; second.at += lap / 2; }
  const over = Math.max(0, top - (first.at - first.tall / 2)) - Math.max(0, second.at + second.tall / 2 - bottom - em);
  for (const one of texts) {
    const text = root.append("text").attr("class", `label ${one.side}`).attr("y", one.at + over - one.tall / 2 + 0.8 * em);
    one.lines.forEach((line, k) => text.append("tspan").attr("x", right + 0.6 * em).attr("dy", k ? "1.12em" : 0).attr("class", k ? null : "letter").text(line));
  }
}

/** Break a name into lines. @param {string} text @param {number} most */
export function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.map((line) => (line.length > most + 5 ? `${line.slice(0, most + 4)}…` : line));
}

/** @param {Answer} answer @param {Outcome} outcome @param {number} month */
function readout(answer, outcome, month) {
  const k = Math.max(0, Math.min(answer.rounds, month) - 1);
  if (answer.fans[outcome.name].a.q50[k] === null) return ["The chart begins when the first year is over."];
  const said = (/** @type {Side} */ side) => {
    const fan = answer.fans[outcome.name][side];
    const [low, middle, high] = [fan.q10[k], fan.q50[k], fan.q90[k]].map((value) => outcomeNumber(outcome, value));
    return [h("b", { class: side }, `${side.toUpperCase()} ${middle}`), ` (8 in 10: ${low} to ${high})`];
  };
  const text = monthWords(month);
  return [`${text.charAt(0).toUpperCase()}${text.slice(1)}: `, ...said("a"), ", ", ...said("b")];
}

/** @param {Answer} answer @param {Outcome} outcome */
function described(answer, outcome) {
  const { a, b } = answer.fans[outcome.name];
  const ends = (/** @type {any} */ fan) => `from ${outcomeNumber(outcome, fan.q50.find((/** @type {any} */ v) => v !== null))} to ${outcomeNumber(outcome, fan.q50[answer.rounds - 1])}`;
  return `${outcome.label} over ${number(answer.years)} years in the middle future: A, ${answer.names.a}, ${ends(a)}; B, ${answer.names.b}, ${ends(b)}. A table follows.`;
}

/** @param {Answer} answer @param {Outcome} outcome */
function yearly(answer, outcome) {
  const rows = Array.from({ length: answer.years }, (_, year) => {
    const k = (year + 1) * ROUNDS - 1;
    const cells = SIDES.flatMap((side) => {
      const fan = answer.fans[outcome.name][side];
      const [q10, q25, q50, q75, q90] = [fan.q10[k], fan.q25[k], fan.q50[k], fan.q75[k], fan.q90[k]].map((value) => outcomeNumber(outcome, value));
      return [q50, `${q25} to ${q75}`, `${q10} to ${q90}`];
    });
    return [`End of year ${year + 1}`, ...cells];
  });
  const head = SIDES.flatMap((side) => [`${side.toUpperCase()}: middle future`, `${side.toUpperCase()}: half of futures`, `${side.toUpperCase()}: 8 in 10`]);
  return table(`${outcome.label}: ${unit(outcome)}. A is ${answer.names.a}, B is ${answer.names.b}.`, ["When", ...head], rows);
}
