/** Larger parts that several sections use. */
import { button, h } from "./dom.js";

/** Narrower than this, in pixels, nothing can be drawn: a page that is still being laid out passes through it. */
const LEAST = 100;

/**
 * Make a table that scrolls by itself where it is too wide.
 * @param {string} caption @param {string[]} head @param {string[][]} rows the first cell of each is its heading
 */
export function table(caption, head, rows) {
  const cells = (/** @type {string[]} */ [first, ...rest]) =>
    h("tr", {}, h("th", { scope: "row" }, first), rest.map((cell) => h("td", {}, cell)));
  return h("div", { class: "scroll", role: "region", tabindex: 0, "aria-label": caption },
    h("table", {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map(cells))));
}

/**
 * Call back when an element's size changes, and at once, if there is room for a picture.
 * @param {Element} element @param {(width: number, height: number) => void} then
 */
export function sized(element, then) {
  let last = "";
  const watch = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    const size = `${Math.round(width)}x${Math.round(height)}`;
    if (size === last || width < LEAST) return;
    last = size;
    then(width, height);
  });
  watch.observe(element);
  return watch;
}

/** Say what went wrong, with a button that tries again. @param {string} line @param {() => void} [again] */
export function failure(line, again) {
  return h("p", { class: "extra-error" }, line, " ", again && button("Try again", again, { class: "extra-button", "data-keep": "late-again" }));
}
