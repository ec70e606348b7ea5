/** What both charts share: scales, axes, events, bands and the month line. */

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Fan} Fan */

export const ROUNDS = 13;
const d3 = /** @type {any} */ (globalThis).d3;

/** The end of each four weeks, in years. @param {number} k */
export const when = (k) => (k + 1) / ROUNDS;
const there = (/** @type {any} */ v) => v !== null;

/**
 * Make the drawing with its scales and its month line.
 * @param {HTMLElement} hold @param {Answer} answer @param {number} width @param {number} height
 * @param {{values: number[], said: string, first: number, options: any}} given `first`: the first round that has a value
 */
export function frame(hold, answer, width, height, { values, said, first, options }) {
  const em = parseFloat(getComputedStyle(hold).fontSize);
  const start = first > 0 ? when(first) : 0;
  const edge = { top: 1.5 * em, right: Math.min(7.6 * em, width * 0.27), bottom: 1.7 * em, left: 3.7 * em };
  const x = d3.scaleLinear([start, answer.years], [edge.left, width - edge.right]);
  const y = d3.scaleLinear(padded(values), [height - edge.bottom, edge.top]).nice(5);
  const root = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "img").attr("aria-label", said).attr("class", "fan");
  const cursor = root.append("g").attr("class", "cursor").attr("aria-hidden", "true");
  cursor.append("line").attr("y1", edge.top).attr("y2", height - edge.bottom);
  const seek = (/** @type {PointerEvent} */ event) => {
    const at = Math.round(x.invert(d3.pointer(event, root.node())[0]) * ROUNDS);
    options.onMonth?.(Math.max(0, Math.min(answer.rounds, at)));
  };
  if (options.onMonth) root.on("pointerdown", seek).on("pointermove", (/** @type {PointerEvent} */ event) => event.buttons && seek(event));
  hold.replaceChildren(root.node());
  return { root, cursor, x, y, edge, em, start, width, height };
}

/**
 * Draw events, grid and axes.
 * @param {ReturnType<typeof frame>} view @param {Answer} answer @param {(at: number, step: number) => string} write
 */
export function axes({ root, x, y, edge, em, start, width, height }, answer, write) {
  const events = answer.events.filter((event) => event.to > start);
  const shade = root.append("g").attr("class", "events");
  for (const event of events) {
    const [from, to] = [x(Math.max(event.from, start)), x(Math.min(event.to, answer.years))];
    shade.append("rect").attr("x", from).attr("width", Math.max(2, to - from)).attr("y", edge.top).attr("height", height - edge.top - edge.bottom);
  }
  const named = events.filter((event, k, list) => list.findIndex((one) => one.label === event.label) === k);
  for (const event of named) {
    const middle = Math.max(edge.left + 2.6 * em, x((Math.max(event.from, start) + event.to) / 2));
    shade.append("text").attr("x", middle).attr("y", edge.top - 0.4 * em).attr("text-anchor", "middle").text(event.label);
  }
  const ticks = y.ticks(5);
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
  const grid = root.append("g").attr("class", "grid");
  for (const at of ticks) {
    grid.append("line").attr("x1", edge.left).attr("x2", width - edge.right).attr("y1", y(at)).attr("y2", y(at));
    grid.append("text").attr("x", edge.left - 0.5 * em).attr("y", y(at)).attr("dy", "0.35em").attr("text-anchor", "end").text(write(at, step));
  }
  const years = d3.range(Math.ceil(start), answer.years + 1);
  const wide = (x(answer.years) - x(start)) / Math.max(1, years.length - 1);
  const every = Math.max(1, Math.ceil((2 * em) / wide));
  for (const k of years.filter((/** @type {number} */ one) => (answer.years - one) % every === 0)) {
    const whole = wide * every > 3.6 * em || k === answer.years;
    grid.append("text").attr("x", x(k)).attr("y", height - 0.45 * em).attr("text-anchor", "middle").text(k === 0 ? "Now" : whole ? `Year ${k}` : k);
  }
}

/**
 * Draw the middle, half and 8 in 10 of futures.
 * @param {ReturnType<typeof frame>} view @param {Fan} fan @param {string} kind @param {number} times @param {boolean} [line]
 */
export function bands({ root, x, y }, fan, kind, times, line = true) {
  const over = (/** @type {number} */ k) => x(when(k));
  const area = (/** @type {number[]} */ low, /** @type {number[]} */ high) =>
    d3.area((/** @type {any} */ _, /** @type {number} */ k) => over(k), (/** @type {any} */ _, /** @type {number} */ k) => y(low[k] * times), (/** @type {any} */ _, /** @type {number} */ k) => y(high[k] * times)).defined(there)(low);
  root.append("path").attr("class", `band most ${kind}`).attr("d", area(fan.q10, fan.q90));
  root.append("path").attr("class", `band half ${kind}`).attr("d", area(fan.q25, fan.q75));
  if (line) middle({ root, x, y }, fan, `middle ${kind}`, times);
}

/** Draw the middle future. @param {{root: any, x: any, y: any}} view @param {Fan} fan @param {string} kind @param {number} times */
export function middle({ root, x, y }, fan, kind, times) {
  const line = d3.line((/** @type {any} */ _, /** @type {number} */ k) => x(when(k)), (/** @type {number} */ v) => y(v * times)).defined(there);
  root.append("path").attr("class", kind).attr("d", line(fan.q50));
}

/** Ends with a little room, so that what hardly differs is not a wall. @param {number[]} values */
function padded(values) {
  const [low, high] = d3.extent(values);
  const room = Math.max((high - low) * 0.04, Math.abs(high) * 0.002, 1e-6);
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}
