/** The chart of the difference: B rather than A in the same future, with the zone that nobody would notice. */
import { outcomeNumber, tickNumber } from "./format.js";
import { axes, bands, frame, when } from "./plot.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Outcome} Outcome */

/**
 * How much counts as a difference.
 * @param {Answer} answer @param {Outcome} outcome
 */
export function noticed(answer, outcome) {
  return answer.cards.find((card) => card.outcome === outcome.name)?.matters ?? 0;
}

/**
 * Draw it; returns how to move the month line.
 * @param {HTMLElement} hold @param {Answer} answer @param {Outcome} outcome @param {number} width @param {number} height @param {any} options
 */
export function drawDifference(hold, answer, outcome, width, height, options) {
  const fan = answer.fans[outcome.name].d;
  if (!fan) return () => {};
  const times = outcome.percent ? 100 : 1;
  const zone = noticed(answer, outcome) * times;
  const found = [...fan.q10, ...fan.q90].filter((v) => v !== null).map((v) => v * times);
  const values = [...found, 1.3 * zone, -1.3 * zone];
  const said = `The difference in the same future, B rather than A: ${signed(outcome, fan.q50[answer.rounds - 1])} in the middle future at the end. A table follows.`;
  const view = frame(hold, answer, width, height, { values, said, first: fan.q50.findIndex((v) => v !== null), options });
  const { root, x, y, edge, em } = view;
  if (zone > 0) root.append("rect").attr("class", "zone").attr("x", edge.left).attr("width", x(answer.years) - edge.left).attr("y", y(zone)).attr("height", y(-zone) - y(zone));
  axes(view, answer, (at, step) => `${at > 0 ? "+" : ""}${tickNumber({ ...outcome, suffix: outcome.percent ? "" : outcome.suffix }, at, step)}`);
  root.append("line").attr("class", "zero").attr("x1", edge.left).attr("x2", x(answer.years)).attr("y1", y(0)).attr("y2", y(0));
  bands(view, fan, "d", times);
  const [up, down] = outcome.better > 0 ? ["B better", "B worse"] : outcome.better < 0 ? ["B worse", "B better"] : ["B more", "B less"];
  const [top, bottom] = y.range().slice().reverse();
  const write = (/** @type {string} */ text, /** @type {number} */ at, /** @type {string} */ kind) =>
    root.append("text").attr("class", `label ${kind}`).attr("x", x(answer.years) + 0.6 * em).attr("y", at).attr("dy", "0.35em").text(text);
  const ends = [(top + y(zone)) / 2, (bottom + y(-zone)) / 2];
  write(up, Math.min(ends[0], y(zone) - 0.8 * em), "d");
  write(down, Math.max(ends[1], y(-zone) + 0.8 * em), "d");
  if (zone > 0) ["too little", "to notice"].forEach((text, k) => write(text, y(0) + (k - 0.5) * 1.05 * em, "quiet"));
  const { cursor } = view;
  cursor.append("circle").attr("class", "d").attr("r", 4);
  root.node().append(cursor.node());
  return (/** @type {number} */ month) => {
    const k = Math.max(0, Math.min(answer.rounds, month) - 1);
    const value = fan.q50[k];
    cursor.attr("transform", `translate(${x(when(k))},0)`);
    cursor.select("circle").attr("cy", y((value ?? 0) * times)).attr("visibility", value === null ? "hidden" : null);
  };
}

/** Write a change with its sign. @param {Outcome} outcome @param {number} value */
export function signed(outcome, value) {
  const text = outcomeNumber({ ...outcome, suffix: outcome.percent ? " points" : outcome.suffix }, value);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
