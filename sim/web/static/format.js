/** Numbers as people read them. */

/** @typedef {import("./types.js").Lever} Lever */
/** @typedef {import("./types.js").Outcome} Outcome */

/**
 * Write a number with its decimals, a true minus and commas: the one place where the page rounds what it shows.
 * @param {number} x
 * @param {number} decimals
 */
export function number(x, decimals = 0) {
  const text = Math.abs(x).toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const zero = Number(text.replace(/,/g, "")) === 0;
  return x < 0 && !zero ? `−${text}` : text;
}

/** What units count, in the plural: as in sim/core/questions.py. */
const COUNTED = /\b(hour|day|week|meeting|time|point)s\b(?! as)/;

/**
 * Write a lever's value with its unit: "0.8 more meetings a month".
 * @param {Lever} lever
 * @param {number} value
 */
export function leverNumber(lever, value) {
  const rounded = number(value * lever.scale, lever.decimals);
  const figure = /[1-9]/.test(rounded) ? rounded : "0";
  const sign = figure.startsWith("−") && lever.prefix ? `−${lever.prefix}${figure.slice(1)}` : `${lever.prefix}${figure}`;
  const unit = /^−?1$/.test(sign) ? lever.unit.replace(COUNTED, "$1") : lever.unit;
  return unit.startsWith("%") ? `${sign}${unit}` : `${sign} ${unit}`.trim();
}

const WAY = ["a little", "some", "about half", "much", "nearly all"];

/**
 * Say where on its scale a lever stands, in words.
 * @param {Lever} lever
 * @param {number} value
 */
export function leverWords(lever, value) {
  const near = (/** @type {number} */ x) => Math.abs(value - x) < lever.step / 2;
  if (near(lever.low)) return lower(lever.low_words);
  if (near(lever.high)) return lower(lever.high_words);
  if (near(lever.default)) return /today/.test(lever.unit) ? "" : "as today";
  if (!near(lever.default) && lever.default > lever.low) return value > lever.default ? "above today" : "below today";
  const part = (value - lever.default) / (lever.high - lever.default);
  return WAY[Math.min(WAY.length - 1, Math.floor(part * WAY.length))];
}

/**
 * Write the value of an outcome.
 * @param {Outcome} outcome
 * @param {number} value raw; a share for percentages
 */
export function outcomeNumber(outcome, value) {
  const figure = number(outcome.percent ? value * 100 : value, outcome.decimals);
  return figure.startsWith("−") ? `−${outcome.prefix}${figure.slice(1)}${outcome.suffix}` : `${outcome.prefix}${figure}${outcome.suffix}`;
}

/**
 * Write a value for an axis: as short as its step allows.
 * @param {Outcome} outcome
 * @param {number} shown already times 100 for percentages
 * @param {number} step between ticks
 */
export function tickNumber(outcome, shown, step) {
  const decimals = Math.max(0, Math.min(4, -Math.floor(Math.log10(step) + 1e-9)));
  const figure = number(shown, decimals);
  return figure.startsWith("−") ? `−${outcome.prefix}${figure.slice(1)}${outcome.suffix}` : `${outcome.prefix}${figure}${outcome.suffix}`;
}

/** Begin in the middle of a sentence; names of several capitals stay. @param {string} text */
export function lower(text) {
  return /^(\p{Lu}{2}|A&E|I\b)/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Begin a sentence. @param {string} text */
export function upper(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Write a count of things: "1 link", "5 links". @param {number} n @param {string} one @param {string} [many] */
export function count(n, one, many = `${one}s`) {
  return `${n === 0 ? "no" : number(n)} ${n === 1 ? one : many}`;
}

/** Name the month that follows a round of four weeks: month 0 is the start. @param {number} month */
export function monthWords(month) {
  const year = Math.floor((month - 1) / 13) + 1;
  return month === 0 ? "the start" : `month ${month}, in year ${year}`;
}

/** Join words as in a sentence. @param {string[]} parts */
export function joined(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
