/** Where the organisations of a network stand and how their names are written, so that no name lies over another. */

/** @typedef {import("./types.js").Options} Options */
/** @typedef {{key: string, label: string, short?: string, x: number, y: number}} Spot */

const INNER = 0.7;
/** Words that may go at the end of a long name. */
const PLAIN = /^(services?|trust|alliance|providers?|network)$/i;
const [LONG, ONE_LINE, WIDEST] = [12, 10, 13];
/** Of an em: a line of a name, and how far from its dot it begins. */
export const [LINE, ASIDE] = [1.02, 0.85];
/** From where to where a name in the middle reaches below or above its dot, of the half height. */
const HANGS = [0.1, 0.34];
const INSIDE = 0.92;
const paper = document.createElement("canvas").getContext("2d");

/** Whether a name in the middle stands above its dot: that of the lowest. @param {{y: number}} spot */
export const above = (spot) => spot.y < -0.3;

/** Whether an organisation stands in the middle, within the two arcs. @param {{x: number, y: number}} spot */
export const inside = (spot) => Math.hypot(spot.x, spot.y) < INNER;

/**
 * Lay out a network for its size: points, the lines of each name, and names that stand below it under a number because
 * there is no room for them in the middle.
 * @param {Spot[]} spots @param {string[]} names as this team calls them @param {number} width @param {number} height @param {Element} element
 */
export function laidOut(spots, names, width, height, element) {
  const { fontSize, fontFamily } = getComputedStyle(element);
  const em = parseFloat(fontSize);
  const wide = (/** @type {string[]} */ lines, /** @type {string} */ look) => {
    if (!paper) return 0.6 * em * Math.max(...lines.map((line) => line.length));
    paper.font = `${look} ${fontFamily}`;
    return Math.max(...lines.map((line) => paper.measureText(`${line} `).width));
  };
  const rows = Math.max(1, ...[-1, 1].map((way) => spots.filter((one) => !inside(one) && Math.sign(one.x) === way).length));
  const [middle, rise] = [width / 2, height / 2 - 2];
  const most = (2 * rise) / rows < 2 * LINE * em ? 1 : 2;
  const lines = spots.map((one, k) => halved(short(names[k] === one.label ? one.short ?? names[k] : names[k]), inside(one) ? 2 : most));
  const room = (/** @type {Spot} */ one, /** @type {number} */ k) =>
    inside(one) ? middle : (middle - ASIDE * em - 2 - wide(lines[k], `${em}px`)) / Math.max(0.3, Math.abs(one.x));
  const reach = Math.max(0, Math.min(...spots.map(room)));
  const fits = spots.every((one, k) => {
    const half = wide(lines[k], `600 ${INSIDE * em}px`) / 2 + 0.7 * em;
    return !inside(one) || HANGS.map((far) => one.y + (above(one) ? far : -far)).every((y) => Math.abs(one.x) * reach + half <= Math.sqrt(1 - y * y) * reach);
  });
  const number = new Map(spots.map((_, k) => k).filter((k) => !fits && inside(spots[k])).map((k, place) => [k, place + 1]));
  return {
    em,
    points: spots.map((one) => [middle + one.x * reach, height / 2 - one.y * rise]),
    shown: lines.map((all) => all.join(" ")),
    lines: lines.map((all, k) => (number.has(k) ? [String(number.get(k))] : all)),
    numbered: [...number].map(([k, at]) => `${at} ${lines[k].join(" ")}`),
  };
}

/** A name short enough for a drawing; the whole is read out and stands in the story. @param {string} name */
function short(name) {
  const words = name.split(/\s+/);
  while (words.length > 1 && name.length > LONG && PLAIN.test(words[words.length - 1])) words.pop();
  return words.join(" ");
}

/** Break a name into lines as even as can be: two, or one that is cut. @param {string} text @param {number} most */
function halved(text, most) {
  const words = text.split(" ");
  const tries = most < 2 || text.length <= ONE_LINE ? [[text]] : words.map((_, k) => [words.slice(0, k).join(" "), words.slice(k).join(" ")].filter(Boolean));
  const longest = (/** @type {string[]} */ lines) => Math.max(...lines.map((line) => line.length));
  const best = tries.reduce((one, two) => (longest(two) < longest(one) ? two : one));
  return best.map((line) => (line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line));
}
