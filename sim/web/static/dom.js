/** Making elements: what arrives as text stays text, so that a name typed by a user is never markup. */

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = ["value", "checked", "disabled", "hidden", "open"];

/** @typedef {any} Child a node, text, a number, a list of these, or nothing */

/**
 * Make an HTML element.
 * @param {string} tag
 * @param {Object<string, any>} [given] attributes, and `text`, `on` (events), `data`, `style`; a function under
 *   `onclick` and the like is a listener; true is an empty attribute; false, null and undefined are none
 * @param {...Child} children
 * @returns {any}
 */
export function h(tag, given = {}, ...children) {
  return filled(document.createElement(tag), given, children);
}

/**
 * Make an element of a drawing.
 * @param {string} tag @param {Object<string, any>} [given] @param {...Child} children
 * @returns {any}
 */
export function s(tag, given = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), given, children);
}

/**
 * Replace what an element holds, keeping the keyboard where it was: on the element with the same id or `data-keep`.
 * @param {Element} element @param {...Child} children
 */
export function put(element, ...children) {
  const held = element.contains(document.activeElement) ? document.activeElement : null;
  const key = held && (held.id || held.getAttribute("data-keep"));
  element.replaceChildren(...nodes(children));
  if (!key) return;
  const again = element.querySelector(`[id="${CSS.escape(key)}"], [data-keep="${CSS.escape(key)}"]`);
  /** @type {any} */ (again)?.focus({ preventScroll: true });
}

/** @param {any} made @param {Object<string, any>} given @param {Child[]} children */
function filled(made, given, children) {
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") made.textContent = String(value);
    else if (name === "on") for (const [event, handle] of Object.entries(value)) made.addEventListener(event, handle);
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name === "style") for (const [key, set] of Object.entries(value)) made.style.setProperty(key, String(set));
    else if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (PROPERTIES.includes(name) && name in made) made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...nodes(children));
  return made;
}

/** @param {Child[]} children @returns {(Node|string)[]} */
function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : String(child)));
}

/** Say something to people who use a screen reader, politely. @param {string} text */
export function announce(text) {
  const live = document.getElementById("live");
  if (live && live.textContent !== text) live.textContent = text;
}

/** Whether the reader asked for less movement. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Make a button.
 * @param {string} text @param {() => void} act @param {Object<string, any>} [given]
 */
export function button(text, act, given = {}) {
  return h("button", { type: "button", text, on: { click: act }, ...given });
}

/** Which folds a reader opened or closed, by name. @type {Map<string, boolean>} */
const opened = new Map();

/**
 * Make a fold: a heading that opens what is below it, and stays as the reader left it when drawn again.
 * @param {string} name @param {Child} summary @param {Child[]} inside @param {{open?: boolean, class?: string}} [options]
 */
export function fold(name, summary, inside, options = {}) {
  const open = opened.get(name) ?? options.open ?? false;
  const made = h("details", { class: options.class, open }, h("summary", { "data-keep": `fold-${name}` }, summary), ...inside);
  made.addEventListener("toggle", () => opened.set(name, made.open));
  return made;
}
