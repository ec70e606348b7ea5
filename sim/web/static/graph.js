/** One network: thickness is trust, colour and line style say strong or weak, size is pressure. */
import { h, s } from "./dom.js";
import { sized } from "./parts.js";
import { linksOf, pressureWords } from "./relations.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

const INNER = 0.7;
/** Words that may go at the end of a long name. */
const PLAIN = /^(services?|trust|alliance|providers?|network)$/i;
const LONG = 12;
const ONE_LINE = 10;
const WIDEST = 13;
const KEYS = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End", "Enter", " "];

/**
 * Make a network that is drawn for its size and kept up to date.
 * @param {"a"|"b"} side @param {Options} options @param {(key: string) => void} choose
 */
export function createGraph(side, options, choose) {
  const { organisations, interfaces } = options.catalogue;
  const element = h("div", { class: `graph ${side}` });
  const links = organisations.map((_, k) => linksOf(options, k));
  /** The order of the keyboard goes round the ring. */
  const order = organisations.map((_, k) => k).sort((one, two) => Math.atan2(organisations[one].y, organisations[one].x) - Math.atan2(organisations[two].y, organisations[two].x));
  let at = order[0] ?? 0;
  let [width, height] = [0, 0];
  /** @type {null|(() => void)} */
  let again = null;
  const edges = interfaces.map(() => s("line", {}));
  const nodes = organisations.map((one, k) => s("g", { role: "button", class: "node", tabindex: k === at ? 0 : -1, onclick: () => { at = k; choose(one.key); } },
    s("circle", { class: "hit", r: 13 }), s("circle", { class: "dot" }), s("text", {})));
  const title = s("g", { role: "group", onkeydown: (/** @type {KeyboardEvent} */ event) => press(event) }, s("g", { class: "edges", "aria-hidden": "true" }, edges), nodes);
  const drawing = s("svg", {}, title);
  element.append(drawing);

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter" || event.key === " ") return choose(organisations[at].key);
    const place = order.indexOf(at);
    const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
    const next = event.key === "Home" ? 0 : event.key === "End" ? order.length - 1 : (place + step + order.length) % order.length;
    nodes[at].setAttribute("tabindex", "-1");
    at = order[next];
    nodes[at].setAttribute("tabindex", "0");
    /** @type {any} */ (nodes[at]).focus();
  }

  sized(element, (wide, high) => {
    [width, height] = [wide, high];
    drawing.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    drawing.setAttribute("width", String(wide));
    drawing.setAttribute("height", String(high));
    again?.();
  });

  /** @param {Answer} answer @param {number} month @param {string[]} names @param {string|null} chosen */
  function show(answer, month, names, chosen) {
    again = () => show(answer, month, names, chosen);
    if (!width) return;
    const em = parseFloat(getComputedStyle(element).fontSize);
    const [middle, centre] = [width / 2, height / 2 - 0.7 * em];
    const [reach, rise] = [middle - 5.7 * em, centre - 2 * em];
    const points = organisations.map((one) => [middle + one.x * reach, centre - one.y * rise]);
    const { trust, pressure } = answer.network[side];
    const pick = organisations.findIndex((one) => one.key === chosen);
    const near = new Set(pick < 0 ? [] : links[pick].map(({ link }) => link));
    const partners = new Set(pick < 0 ? [] : [pick, ...links[pick].map(({ partner }) => partner)]);
    const index = new Map(organisations.map((one, k) => [one.key, k]));
    edges.forEach((edge, k) => {
      const [from, to] = interfaces[k].between.map((key) => points[index.get(key) ?? 0]);
      const level = trust[k][month];
      const kind = level >= answer.network.strong ? "strong" : level < answer.network.weak ? "weak" : "middling";
      edge.setAttribute("class", `edge ${kind}${pick >= 0 && !near.has(k) ? " faint" : ""}`);
      const spots = { x1: from[0], y1: from[1], x2: to[0], y2: to[1], "stroke-width": Math.max(1, Math.min(9, (level - 0.22) * 15)) };
      for (const [name, value] of Object.entries(spots)) edge.setAttribute(name, value.toFixed(1));
    });
    nodes.forEach((node, k) => {
      const [x, y] = points[k];
      const felt = pressure[k][month];
      const [hit, dot, text] = node.children;
      const mine = links[k].map(({ link }) => trust[link][month]);
      node.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
      node.setAttribute("class", `node${pick >= 0 && !partners.has(k) ? " faint" : ""}${k === pick ? " chosen" : ""}`);
      node.setAttribute("aria-pressed", String(k === pick));
      const shown = write(/** @type {SVGTextElement} */ (text), names[k] === organisations[k].label ? organisations[k].short ?? names[k] : names[k], organisations[k], em);
      const called = shown === names[k] ? shown : `${shown} (${names[k]})`;
      node.setAttribute("aria-label", `${called}: pressure ${pressureWords(felt)}; ${mine.filter((one) => one >= answer.network.strong).length} strong and ${mine.filter((one) => one < answer.network.weak).length} weak of ${mine.length} links`);
      dot.setAttribute("r", Math.min(10, 3 + 14 * Math.max(0, felt - 0.38)).toFixed(1));
      hit.setAttribute("r", String(Math.max(13, 0.8 * em)));
    });
    title.setAttribute("aria-label", `Future ${side.toUpperCase()}, ${answer.names[side]}: ${organisations.length} organisations; arrow keys go round, Enter opens a story`);
  }
  return { element, show };
}

/** Write a short name beside its dot, away from the middle, and return it. @param {SVGTextElement} text @param {string} name @param {{x: number, y: number}} spot @param {number} em */
function write(text, name, spot, em) {
  const inside = Math.hypot(spot.x, spot.y) < INNER;
  const sideways = !inside && Math.abs(spot.x) > 0.04;
  const lines = halved(short(name));
  const key = `${name}|${em}`;
  const shown = lines.join(" ");
  if (text.dataset.key === key) return shown;
  text.dataset.key = key;
  const rise = lines.length * 1.02;
  const slope = Math.abs(spot.x) < 0.35 ? spot.y * 0.75 : 0;
  const inward = Math.abs(spot.x) < 0.25 ? "middle" : spot.x > 0 ? "end" : "start";
  const start = inside ? (inward !== "middle" ? 0.85 - rise / 2 : spot.y > 0 ? -0.2 - rise + 0.5 : 1.75) : sideways ? 0.85 - rise / 2 - slope : inside || spot.y < 0 ? 1.75 : -0.75 - (rise - 1.02);
  const anchor = inside ? inward : sideways ? (spot.x > 0 ? "start" : "end") : "middle";
  const aside = anchor === "start" ? 0.8 : anchor === "end" ? -0.8 : 0;
  text.setAttribute("text-anchor", anchor);
  text.setAttribute("class", inside ? "inside" : "");
  text.replaceChildren(...lines.map((line, k) => s("tspan", { x: aside * em, y: `${(start + k * 1.02).toFixed(2)}em` }, k < lines.length - 1 ? `${line} ` : line)));
  return shown;
}

/** A name short enough for a drawing; the whole is read out and stands in the story. @param {string} name */
export function short(name) {
  const words = name.split(/\s+/);
  while (words.length > 1 && name.length > LONG && PLAIN.test(words[words.length - 1])) words.pop();
  const text = words.join(" ");
  return text;
}

/** Break a name into two lines as even as can be. @param {string} text */
function halved(text) {
  const words = text.split(" ");
  const tries = text.length <= ONE_LINE ? [[text]] : words.map((_, k) => [words.slice(0, k).join(" "), words.slice(k).join(" ")].filter(Boolean));
  const longest = (/** @type {string[]} */ lines) => Math.max(...lines.map((line) => line.length));
  const best = tries.reduce((one, two) => (longest(two) < longest(one) ? two : one));
  return best.map((line) => (line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line));
}
