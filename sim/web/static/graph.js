/** One network: a line is as thick and as dark as there is trust, with no step anywhere; a dot as large as pressure. */
import { h, s } from "./dom.js";
import { ASIDE, LINE, above, inside, laidOut } from "./graph_names.js";
import { sized } from "./parts.js";
import { linksOf, pressureWords, trustWords } from "./relations.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

/** A line of no trust and of full trust, in pixels, and how much ink there is where there is none. */
const [THIN, THICK, PALE] = [0.5, 7.5, 0.12];
const KEYS = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End", "Enter", " "];

/**
 * Make a network that is drawn for its size and kept up to date.
 * @param {"a"|"b"} side @param {Options} options @param {(key: string) => void} choose
 * @param {(numbered: string[]) => void} onNumbered is given the names that had no room and stand in the drawing as numbers
 */
export function createGraph(side, options, choose, onNumbered) {
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
    const { em, points, lines, shown, numbered } = laidOut(organisations, names, width, height, element);
    onNumbered(numbered);
    const { trust, pressure } = answer.network[side];
    const pick = organisations.findIndex((one) => one.key === chosen);
    const near = new Set(pick < 0 ? [] : links[pick].map(({ link }) => link));
    const partners = new Set(pick < 0 ? [] : [pick, ...links[pick].map(({ partner }) => partner)]);
    const index = new Map(organisations.map((one, k) => [one.key, k]));
    edges.forEach((edge, k) => {
      const [from, to] = interfaces[k].between.map((key) => points[index.get(key) ?? 0]);
      const level = trust[k][month];
      edge.setAttribute("class", `edge${pick >= 0 && !near.has(k) ? " faint" : ""}`);
      const spots = { x1: from[0], y1: from[1], x2: to[0], y2: to[1], "stroke-width": THIN + (THICK - THIN) * level, "stroke-opacity": PALE + (1 - PALE) * level };
      for (const [name, value] of Object.entries(spots)) edge.setAttribute(name, value.toFixed(2));
    });
    nodes.forEach((node, k) => {
      const [x, y] = points[k];
      const felt = pressure[k][month];
      const [hit, dot, text] = node.children;
      const mine = links[k].map(({ link }) => trust[link][month]);
      node.setAttribute("transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);
      node.setAttribute("class", `node${pick >= 0 && !partners.has(k) ? " faint" : ""}${k === pick ? " chosen" : ""}`);
      node.setAttribute("aria-pressed", String(k === pick));
      write(/** @type {SVGTextElement} */ (text), lines[k], organisations[k], em);
      const whole = shown[k] === names[k] ? shown[k] : `${shown[k]} (${names[k]})`;
      const number = /^\d+$/.test(lines[k].join("")) ? `${lines[k].join("")}, ` : "";
      node.setAttribute("aria-label", `${number}${whole}: pressure ${pressureWords(felt)}; ${trustWords(answer, mine)}`);
      dot.setAttribute("r", Math.max(2 + 8 * felt, numbered.length && inside(organisations[k]) ? 0.62 * em : 0).toFixed(1));
      hit.setAttribute("r", String(Math.max(13, 0.8 * em)));
    });
    title.setAttribute("aria-label", `Future ${side.toUpperCase()}, ${answer.names[side]}: ${organisations.length} organisations; arrow keys go round, Enter opens a story`);
  }
  return { element, show };
}

/** Write a name outside its arc, in its own row, or in the middle below or above its dot; a number stands in its dot. @param {SVGTextElement} text @param {string[]} lines @param {{x: number, y: number}} spot @param {number} em */
function write(text, lines, spot, em) {
  const key = `${lines.join("|")}|${em}`;
  if (text.dataset.key === key) return;
  text.dataset.key = key;
  const number = /^\d$/.test(lines[0]);
  const beside = !inside(spot);
  const first = beside || number ? (number ? 0.87 : 0.85) - (lines.length * LINE) / 2 : above(spot) ? -0.2 - lines.length * LINE + 0.4 : 1.55;
  text.setAttribute("text-anchor", !beside ? "middle" : spot.x > 0 ? "start" : "end");
  text.setAttribute("class", number ? "number" : beside ? "" : "inside");
  const aside = !beside ? 0 : spot.x > 0 ? ASIDE : -ASIDE;
  text.replaceChildren(...lines.map((line, k) => s("tspan", { x: aside * em, y: `${(first + k * LINE).toFixed(2)}em` }, k < lines.length - 1 ? `${line} ` : line)));
}
