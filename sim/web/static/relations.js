/** What stands behind the networks, in words. */
import { button, h } from "./dom.js";
import { count, joined } from "./format.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

const MOVED = 0.02;

/** @param {number} trust @param {{strong: number, weak: number}} bounds */
export function trustWords(trust, bounds) {
  return trust >= bounds.strong ? "strong" : trust < bounds.weak ? "weak" : "in between";
}

/** @param {number} pressure from 0 to 1 */
export function pressureWords(pressure) {
  if (pressure < 0.45) return "low";
  return pressure < 0.55 ? "middling" : pressure < 0.65 ? "high" : "very high";
}

/** The links of an organisation and the partner at the other end. @param {Options} options @param {number} at */
export function linksOf(options, at) {
  const { organisations, interfaces } = options.catalogue;
  const { key } = organisations[at];
  return interfaces
    .map((one, link) => ({ link, partner: one.between[0] === key ? one.between[1] : one.between[1] === key ? one.between[0] : "" }))
    .filter(({ partner }) => partner)
    .map(({ link, partner }) => ({ link, partner: organisations.findIndex((one) => one.key === partner) }));
}

/**
 * Tell how an organisation fares in both futures.
 * @param {Answer} answer @param {Options} options @param {string[]} names @param {number} at @param {number} month @param {() => void} close
 */
export function story(answer, options, names, at, month, close) {
  const links = linksOf(options, at);
  const lines = /** @type {("a"|"b")[]} */ (["a", "b"]).map((side) => {
    const { trust, pressure } = answer.network[side];
    const now = pressure[at][month];
    const change = now - pressure[at][0];
    const by = links.map(({ link, partner }) => ({ partner, trust: trust[link][month], from: trust[link][0] })).sort((one, two) => two.trust - one.trust);
    const strong = by.filter((one) => one.trust >= answer.network.strong).length;
    const weak = by.filter((one) => one.trust < answer.network.weak).length;
    const up = by.filter((one) => one.trust - one.from > MOVED).length;
    const down = by.filter((one) => one.from - one.trust > MOVED).length;
    const grown = month === 0 ? "" : up || down ? ` Since the start trust grew with ${up || "none"} and fell with ${down || "none"}.` : " Trust is much as at the start.";
    const best = by.length > 1 ? ` Most trust: ${names[by[0].partner]}; least: ${names[by[by.length - 1].partner]}.` : "";
    const pressed = `Pressure is ${pressureWords(now)}${month && Math.abs(change) > MOVED ? `, ${change > 0 ? "more" : "less"} than at the start` : ""}.`;
    const linked = by.length ? ` Of ${count(by.length, "link")}, ${joined([`${strong || "none"} strong`, `${weak || "none"} weak`])}.` : "";
    return h("p", {}, h("b", { class: side }, side.toUpperCase()), ` ${pressed}${linked}${best}${grown}`);
  });
  const when = month ? `month ${month}` : "the start";
  return [h("div", { class: "org-head" }, h("h3", {}, `${names[at]}, ${when}`), button("Close", close, { class: "small", "data-keep": "org-close" })), ...lines];
}
