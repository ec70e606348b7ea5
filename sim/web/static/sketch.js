/** Draw your own line: A is given, year by year, and the reader drags or types where B will be. */
import { h, put, s } from "./dom.js";
import { number, outcomeNumber } from "./format.js";
import { sized } from "./parts.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Outcome} Outcome */
/** @typedef {{line: number[], who: string}} Drawn */
/**
 * @typedef {{answer: Answer, outcome: Outcome, line?: number[], onLine?: (line: number[]) => void, shown?: Drawn[]}} Sketch
 *   with `shown`, B and its band are revealed beside the lines that were drawn, and nothing can be changed.
 */

const ROUNDS = 13;
const HEIGHT = 300;

/**
 * Draw the sketch and keep it as wide as its place.
 * @param {HTMLElement} element @param {Sketch} options
 */
export function sketch(element, options) {
  const { answer, outcome } = options;
  const fan = yearly(answer, outcome.name);
  const [low, high] = reach(fan, options);
  const line = options.line?.length === answer.years ? [...options.line] : [...fan.a.q50];
  let touched = options.line?.length === answer.years;
  const plot = h("div", { class: "sketch-plot" });
  const inputs = options.shown ? [] : line.map((value, year) => yearInput(value, year));
  put(
    element,
    plot,
    options.shown
      ? null
      : h("fieldset", { class: "sketch-years" }, h("legend", { text: "Or set each year here" }), inputs),
  );
  sized(plot, (width) => draw(width));

  /** @param {number} value @param {number} year */
  function yearInput(value, year) {
    const step = Number(((high - low) / 100).toPrecision(2));
    const words = () => outcomeNumber(outcome, line[year]);
    const at = `${(100 * (value - low)) / (high - low)}%`;
    const said = h("output", { text: words() });
    const input = h("input", {
      type: "range",
      id: `sketch-year-${year + 1}`,
      min: low,
      max: high,
      step,
      value,
      "aria-valuetext": words(),
    });
    input.addEventListener("input", () => set(year, Number(input.value)));
    input.addEventListener("change", () => options.onLine?.([...line]));
    return h("label", { data: { year } }, `Year ${year + 1}`, input, said);
  }

  /** @param {number} year @param {number} value */
  function set(year, value) {
    touched = true;
    line[year] = Number(Math.min(high, Math.max(low, value)).toPrecision(4));
    const [input, said] = inputs[year].querySelectorAll("input, output");
    /** @type {any} */ (input).value = line[year];
    /** @type {any} */ (input).style.setProperty("--at", `${(100 * (line[year] - low)) / (high - low)}%`);
    input.setAttribute("aria-valuetext", outcomeNumber(outcome, line[year]));
    said.textContent = outcomeNumber(outcome, line[year]);
    draw(plot.clientWidth);
  }

  /** @param {number} width */
  function draw(width) {
    const edge = { left: 78, right: Math.min(150, width * 0.26), top: 16, bottom: 28 };
    const apart = (width - edge.left - edge.right) / Math.max(1, answer.years - 1);
    const x = (/** @type {number} */ year) => edge.left + apart * year;
    const y = (/** @type {number} */ value) =>
      edge.top + ((high - value) / (high - low)) * (HEIGHT - edge.top - edge.bottom);
    const root = s("svg", {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: "img",
      "aria-label": described(options),
      class: "sketch-svg",
    });
    const ticks = [low, low + (high - low) / 3, low + ((high - low) * 2) / 3, high];
    for (const tick of ticks) {
      root.append(
        s("line", { class: "grid", x1: edge.left, x2: width - edge.right, y1: y(tick), y2: y(tick) }),
        s("text", {
          x: edge.left - 8,
          y: y(tick) + 5,
          "text-anchor": "end",
          text: outcomeNumber(outcome, round(tick)),
        }),
      );
    }
    for (let year = 0; year < answer.years; year += answer.years > 8 ? 2 : 1) {
      const at = year ? { x: x(year), "text-anchor": "middle" } : { x: x(0) + 6, "text-anchor": "end" };
      root.append(s("text", { ...at, y: HEIGHT - 6, text: `${year ? "" : "Year "}${year + 1}` }));
    }
    const path = (/** @type {number[]} */ values) =>
      values.map((value, year) => `${year ? "L" : "M"}${x(year)} ${y(value)}`).join("") +
      (answer.years === 1 ? `H${width - edge.right}` : ""); // one year has one level
    if (options.shown) {
      const lows = fan.b.q10.map((value, year) => `L${x(year)} ${y(value)}`).reverse();
      const corner = answer.years === 1 ? `L${width - edge.right} ${y(fan.b.q10[0])}` : "";
      const back = corner + lows.join("");
      root.append(s("path", { class: "band b", d: `${path(fan.b.q90)}${back}Z` }));
    }
    root.append(s("path", { class: "line a", d: path(fan.a.q50) }));
    /** @type {[number, string, string][]} */
    const labels = [[last(fan.a.q50), "A", "a"]];
    if (options.shown) {
      root.append(s("path", { class: "line b", d: path(fan.b.q50) }));
      labels.push([last(fan.b.q50), "B", "b"]);
      for (const { line: values, who } of options.shown) {
        root.append(s("path", { class: "line own", d: path(values) }));
        labels.push([last(values), who, "own"]);
      }
    } else {
      root.append(s("path", { class: `line own${touched ? "" : " untouched"}`, d: path(line) }));
      line.forEach((value, year) => root.append(s("circle", { class: "handle", cx: x(year), cy: y(value), r: 8 })));
      labels.push([last(line), touched ? "Your B" : "Drag me: your B", "own"]);
      draggable(root, x, y);
    }
    for (const [at, text, kind] of spread(labels.map(([value, words, side]) => [y(value), words, side])))
      root.append(
        s("text", { class: `end ${kind}`, x: width - edge.right + 12, y: at + 5, text: clipped(text, edge.right / 8) }),
      );
    plot.replaceChildren(root);
  }

  /** @param {any} root @param {(years: number) => number} x @param {(value: number) => number} y */
  function draggable(root, x, y) {
    const at = (/** @type {PointerEvent} */ event) => {
      const box = plot.getBoundingClientRect();
      const nearest = Math.round((event.clientX - box.left - x(0)) / (x(1) - x(0)));
      const year = Math.min(answer.years - 1, Math.max(0, nearest));
      const value = high - ((event.clientY - box.top - y(high)) / (y(low) - y(high))) * (high - low);
      set(year, value);
    };
    root.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      event.preventDefault();
      const up = () => {
        document.removeEventListener("pointermove", at);
        document.removeEventListener("pointerup", up);
        document.removeEventListener("pointercancel", up);
        options.onLine?.([...line]);
      };
      document.addEventListener("pointermove", at);
      document.addEventListener("pointerup", up);
      document.addEventListener("pointercancel", up);
      at(event);
    });
    root.classList.add("draggable");
  }

  /** @param {number} value */
  function round(value) {
    return Number(value.toPrecision(3));
  }
}

/**
 * The mean of each year, as the cards give it: the seasons would hide the line.
 * @param {Answer} answer @param {string} outcome
 * @returns {{a: import("./types.js").Fan, b: import("./types.js").Fan}}
 */
export function yearly(answer, outcome) {
  const year = (/** @type {(number|null)[]} */ values, /** @type {number} */ from) => {
    const end = from + ROUNDS;
    const whole = values[0] === null ? [values[end - 1]] : values.slice(from, end); // given as the mean of the year before
    return whole.reduce((/** @type {number} */ sum, value) => sum + Number(value), 0) / whole.length;
  };
  const mean = (/** @type {(number|null)[]} */ values) =>
    Array.from({ length: answer.years }, (_, count) => year(values, count * ROUNDS));
  const { a, b } = answer.fans[outcome];
  const fan = (/** @type {any} */ one) =>
    Object.fromEntries(Object.entries(one).map(([key, values]) => [key, mean(values)]));
  return /** @type {any} */ ({ a: fan(a), b: fan(b) });
}

/** How far the axis reaches: from A alone, so that it gives nothing away, until all is shown. @param {any} fan @param {Sketch} options */
function reach(fan, options) {
  const drawn = options.shown?.flatMap(({ line }) => line) ?? [];
  const known = [
    ...fan.a.q10,
    ...fan.a.q90,
    ...(options.shown ? [...fan.b.q10, ...fan.b.q90, ...drawn] : (options.line ?? [])),
  ];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = options.shown ? 0.05 * (most - least) : Math.max(0.2 * (most - least), 0.02 * Math.abs(most));
  const [low, high] = [least - room, most + room].map((value) => Number(value.toPrecision(3)));
  return [least >= 0 ? Math.max(0, low) : low, options.outcome.percent ? Math.min(1, high) : high];
}

/** Push labels apart so that none covers another. @param {[number, string, string][]} labels */
function spread(labels) {
  const sorted = [...labels].sort((one, other) => one[0] - other[0]);
  for (let k = 1; k < sorted.length; k += 1)
    if (sorted[k][0] < sorted[k - 1][0] + 18) sorted[k][0] = sorted[k - 1][0] + 18;
  return sorted;
}

/** @param {string} text @param {number} most */
function clipped(text, most) {
  return text.length > most ? `${text.slice(0, Math.max(1, Math.floor(most) - 1))}…` : text;
}

/** @param {number[]} values */
function last(values) {
  return values[values.length - 1];
}

/** @param {Sketch} options */
function described({ answer, outcome, shown }) {
  const { a, b } = yearly(answer, outcome.name);
  const end = (/** @type {number[]} */ values) => outcomeNumber(outcome, last(values));
  if (!shown)
    return `${outcome.label}: A in the middle future, ending at ${end(a.q50)}, and your line. Set each year below.`;
  const lines = shown.map(({ who, line }) => `${who} drew ${end(line)}`).join("; ");
  return `${outcome.label} in the last year: A ${end(a.q50)}, B ${end(b.q50)}; ${lines}.`;
}
