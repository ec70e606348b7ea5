/** What stands behind the networks, in words. */
import { button, h } from "./dom.js";
import { number, upper } from "./format.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Options} Options */

const MOVED = 0.02;

/** Write trust or pressure, from 0 to 1. @param {Answer} answer @param {number} level */
export function levelNumber(answer, level) {
  return number(level, answer.network.decimals);
}

/** Say trust over some links, from 0 to 1. @param {Answer} answer @param {number[]} levels */
export function trustWords(answer, levels) {
  if (!levels.length) return "no links";
  const [low, high] = [Math.min(...levels), Math.max(...levels)].map((x) => levelNumber(answer, x));
  const of = levels.length === 1 ? "" : ` on average of ${levels.length} links, from ${low} to ${high}`;
  return `trust ${levelNumber(answer, mean(levels))}${of}`;
}

/** @param {number[]} values */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
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
    const before = mean(by.map(({ from }) => from));
    const grown = month && by.length ? ` At the start it was ${levelNumber(answer, before)}.` : "";
    const [most, least] = [by[0], by[by.length - 1]];
    const best = by.length > 1 ? ` Most: ${names[most.partner]}, ${levelNumber(answer, most.trust)}; least: ${names[least.partner]}, ${levelNumber(answer, least.trust)}.` : "";
    const pressed = `Pressure is ${pressureWords(now)}${month && Math.abs(change) > MOVED ? `, ${change > 0 ? "more" : "less"} than at the start` : ""}.`;
    const linked = by.length ? ` ${upper(trustWords(answer, by.map((one) => one.trust)))}.` : "";
    return h("p", {}, h("b", { class: side }, side.toUpperCase()), ` ${pressed}${linked}${grown}${best}`);
  });
  const when = month ? `month ${month}` : "the start";
  return [h("div", { class: "org-head" }, h("h3", {}, `${names[at]}, ${when}`), button("Close", close, { class: "small", "data-keep": "org-close" })), ...lines];
}
