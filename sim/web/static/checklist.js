/**
 * Where are we? A team's own view of the five factors that help systems leadership: now, and where it wants to be.
 * Kept in the question; nobody is scored, and nothing leaves the page but in the question's file or link.
 */
import { fold, h, put } from "./dom.js";
import { acts, withFuture } from "./question.js";

/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Question} Question */
/** @typedef {{[factor: string]: {now?: number|null, wanted?: number|null}}} Marks */
/**
 * @typedef {{question: Question, change: (question: Question, what: string) => void,
 *   amend: (part: Partial<Question>) => void}} CheckOptions `change` asks something else; `amend` only notes marks.
 */

const STEPS = [1, 2, 3, 4, 5];
const WHEN = /** @type {const} */ ({ now: "Now", wanted: "Wanted" });

/**
 * Draw the checklist and the half-page on systems leadership.
 * @param {HTMLElement} element
 * @param {Catalogue} catalogue
 * @param {CheckOptions} options
 */
export function render(element, catalogue, options) {
  /** @type {Marks} */
  const marks = options.question.checklist;
  const intro =
    "Five things help leaders work as one system (The King’s Fund, 2017). Mark each as a team: where you are now, " +
    "and where you want to be. 1 is “not yet”, 5 is “always”. The marks stay with your question, in its file and link.";
  put(
    element,
    h("h2", { text: "Where are we?" }),
    h("p", { class: "check-intro", text: intro }),
    h("div", { class: "check-list" }, ...catalogue.checklist.map((one) => factor(one, marks, options))),
    h("p", { class: "check-gap", role: "status", text: gapWords(catalogue, marks) }),
    suggestion(catalogue, marks, options),
    about(catalogue),
  );
}

/** @param {Object<string, string>} one @param {Marks} marks @param {CheckOptions} options */
function factor(one, marks, options) {
  const scales = Object.keys(WHEN).map((when) => scale(one, /** @type {keyof typeof WHEN} */ (when), marks, options));
  return h(
    "section",
    { class: "check-factor" },
    h("h3", { text: one.label }),
    h("p", { text: one.statement }),
    ...scales,
  );
}

/**
 * @param {Object<string, string>} one @param {keyof typeof WHEN} when @param {Marks} marks
 * @param {CheckOptions} options
 */
function scale(one, when, marks, options) {
  const name = `check-${one.key}-${when}`;
  const mark = marks[one.key] ?? {};
  const set = (/** @type {number} */ step) => {
    const checklist = { ...marks, [one.key]: { ...mark, [when]: step } };
    options.amend({ checklist: /** @type {any} */ (checklist) });
  };
  const choices = STEPS.map((step) => {
    const keep = `${name}-${step}`;
    const given = { type: "radio", name, id: keep, "data-keep": keep, value: step, checked: mark[when] === step };
    const input = h("input", { ...given, on: { change: () => set(step) } });
    return h("label", { class: "check-step" }, input, h("span", { text: step }));
  });
  const hidden = h("span", { class: "sr", text: `${one.label}: ` });
  return h(
    "fieldset",
    { class: `check-scale check-${when}` },
    h("legend", {}, hidden, WHEN[when]),
    h("span", { class: "check-steps" }, ...choices),
  );
}

/** Say which gap is widest. @param {Catalogue} catalogue @param {Marks} marks */
function gapWords(catalogue, marks) {
  const gaps = catalogue.checklist.flatMap(({ key, label }) => {
    const { now, wanted } = marks[key] ?? {};
    return now && wanted ? [{ label, now, wanted, gap: wanted - now }] : [];
  });
  if (!gaps.length) return "Mark a factor in both rows to see the gap.";
  const widest = Math.max(...gaps.map(({ gap }) => gap));
  if (widest <= 0) return "You are where you want to be on all that you marked.";
  const named = gaps.filter(({ gap }) => gap === widest);
  const words = named.map(({ label, now, wanted }) => `${label} (${now} now, ${wanted} wanted)`).join("; ");
  return `Widest gap: ${words}. What would one step up look like next week?`;
}

/**
 * What the marks would mean for Future B: a suggestion, with a button.
 * @param {Catalogue} catalogue @param {Marks} marks @param {CheckOptions} options
 */
function suggestion(catalogue, marks, options) {
  const values = suggested(catalogue, marks);
  const keys = Object.keys(values);
  if (!keys.length) return null;
  const { b } = options.question;
  const levers = catalogue.levers.filter((lever) => keys.includes(lever.key));
  const idle = levers.filter((lever) => !acts(options.question, "b", lever)).length;
  const click = () => {
    const next = withFuture(options.question, "b", { values: { ...b.values, ...values } });
    options.change(next, "closing the gaps of the checklist");
  };
  const given = { type: "button", class: "extra-button", "data-keep": "check-try", on: { click } };
  const words =
    `Sets ${keys.length === 1 ? "one slider" : `${keys.length} sliders`} of “${b.name}”. Sliders count from today, so “now” ` +
    "is their left end, and a gap of four steps moves one all the way. That scale is our own choice, not a measurement." +
    (idle ? ` ${idle === 1 ? "One" : idle} of them does not act in the behaviour that Future B has now.` : "");
  return h(
    "div",
    { class: "check-try" },
    h("button", { ...given, text: "Try closing these gaps in Future B" }),
    h("p", { class: "quiet", text: words }),
  );
}

/**
 * Return lever to value: as much of its reach, from today, as the gap is of the widest possible one.
 * @param {Catalogue} catalogue @param {Marks} marks @returns {Object<string, number>}
 */
export function suggested(catalogue, marks) {
  /** @type {Object<string, number>} */
  const values = {};
  for (const { key, lever } of catalogue.checklist) {
    const { now, wanted } = marks[key] ?? {};
    const known = catalogue.levers.find((one) => one.key === lever);
    if (!known || !now || !wanted) continue;
    const reach = ((known.high - known.default) * Math.max(wanted - now, 0)) / (STEPS.length - 1);
    const steps = Math.round((known.default + reach - known.low) / known.step);
    values[lever] = Number((known.low + steps * known.step).toFixed(6));
  }
  return values;
}

/** @param {Catalogue} catalogue */
function about(catalogue) {
  if (!catalogue.about?.length) return null;
  const paragraphs = catalogue.about.flatMap(({ title, text }) => [
    h("h3", { text: title }),
    ...text.split(/\n\s*\n/).map((paragraph) => h("p", { text: paragraph })),
  ]);
  return fold("check-about", "New to systems leadership? Half a page", paragraphs, { class: "check-about" });
}
