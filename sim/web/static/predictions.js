/** What people in the room expect of B rather than A: kept in the question, and read against what comes out. */

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Card} Card */
/** @typedef {"better"|"same"|"worse"} Says */
/** @typedef {{who: string, outcome: string, says: string, line?: number[]}} Prediction */

/** @typedef {{says: Says, words: string}} Choice */

/** @type {Choice[]} */
export const CHOICES = [
  { says: "better", words: "Better" },
  { says: "same", words: "Much the same" },
  { says: "worse", words: "Worse" },
];
export const MOST_VOICES = 12;
const FIRST_VOICE = "The room";

/**
 * Who may predict: those added, then those who did, in the order they first did; somebody always may.
 * @param {Prediction[]} predictions @param {string[]} [added]
 */
export function voices(predictions, added = []) {
  const found = [...new Set([...added, ...predictions.map(({ who }) => who)])];
  return found.length ? found : [FIRST_VOICE];
}

/** A name that nobody has yet. @param {string[]} taken */
export function nextVoice(taken) {
  for (let number = 1; ; number += 1) if (!taken.includes(`Table ${number}`)) return `Table ${number}`;
}

/** @param {Prediction[]} predictions @param {string} who @param {string} outcome */
export function found(predictions, who, outcome) {
  return predictions.find((one) => one.who === who && one.outcome === outcome);
}

/**
 * Return the predictions with one set, in its place if it was there.
 * @param {Prediction[]} predictions @param {Prediction} given @returns {Prediction[]}
 */
export function withPrediction(predictions, given) {
  const same = (/** @type {Prediction} */ one) => one.who === given.who && one.outcome === given.outcome;
  const kept = { ...predictions.find(same), ...given };
  return predictions.some(same) ? predictions.map((one) => (same(one) ? kept : one)) : [...predictions, kept];
}

/** @param {Prediction[]} predictions @param {string} who @param {string} name @returns {Prediction[]} */
export function renamed(predictions, who, name) {
  return predictions.map((one) => (one.who === who ? { ...one, who: name } : one));
}

/** @param {Prediction[]} predictions @param {string} who @returns {Prediction[]} */
export function without(predictions, who) {
  return predictions.filter((one) => one.who !== who);
}

/** In how many of the futures that a card counts a prediction comes true. @param {Card} card @param {string} says */
function times(card, says) {
  return { better: card.better, same: card.same, worse: card.worse }[says] ?? 0;
}

/** Whether a prediction comes true in more than half of the futures. @param {Card} card @param {string} says */
export function inMost(card, says) {
  return 2 * times(card, says) > card.of;
}

/** In how many futures a prediction comes true, in words. @param {Card} card @param {string} says */
export function cameTrue(card, says) {
  const found = times(card, says);
  if (found === 0) return "so it is in hardly any future"; // counts are rounded to tenths
  return found === card.of ? "so it is in nearly every future" : `so it is in ${found} of ${card.of} futures`;
}

/** What a drawn line says of the last year. @param {number[]} line @param {number} a the middle of A @param {number} better */
export function lineSays(line, a, better) {
  const gap = (line[line.length - 1] - a) * (better || 1);
  if (Math.abs(gap) < 0.01 * Math.abs(a)) return "same";
  return gap > 0 ? "better" : "worse";
}
