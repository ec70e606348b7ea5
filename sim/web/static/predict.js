/** Predict: each table says what it expects of B rather than A, by a vote, and may draw the line. */
import { button, fold, h } from "./dom.js";
import {
  CHOICES,
  MOST_VOICES,
  found,
  lineSays,
  nextVoice,
  renamed,
  voices,
  withPrediction,
  without,
} from "./predictions.js";
import { sketch, yearly } from "./sketch.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Outcome} Outcome */

/** Up to so many tables there is room for large rows. */
const ROOMY = 5;

/** The outcomes that people predict. @param {Room} room @returns {Outcome[]} */
export function predicted(room) {
  const { catalogue } = room.options;
  const known = catalogue.predict.outcomes.map((name) => catalogue.outcomes.find((one) => one.name === name));
  return /** @type {Outcome[]} */ (known.filter(Boolean));
}

/** Draw the step. @param {Room} room */
export function predict(room) {
  const { question } = room.options;
  const here = everyone(room);
  return [
    h(
      "p",
      { class: "room-lead" },
      "With ",
      name("b", question.b.name),
      " rather than ",
      name("a", question.a.name),
      `, what happens by year ${question.years}? Say it before you see it.`,
    ),
    h(
      "div",
      { class: `voices${here.length > ROOMY ? " many" : ""}`, style: { "--outcomes": predicted(room).length } },
      h(
        "div",
        { class: "voices-head" },
        button("Add a table", () => add(room, here), {
          class: "extra-button small",
          disabled: here.length >= MOST_VOICES,
          "data-keep": "add-voice",
        }),
        predicted(room).map((outcome) => h("span", { class: "asked", "aria-hidden": "true" }, outcome.label, h("small", { text: sense(outcome) }))),
      ),
      here.map((who) => voice(room, who, here)),
    ),
    drawing(room, here),
  ];
}

/** @param {"a"|"b"} side @param {string} text */
export function name(side, text) {
  return h("strong", { class: `name ${side}`, "data-user": true, text });
}

/** Everybody who may predict: those who did, and those added since. @param {Room} room */
function everyone(room) {
  const { predictions } = room.options.question;
  return voices(predictions.filter(({ who }) => who !== room.state.turnName), room.state.voices);
}

/** @param {Room} room @param {string[]} here */
function add(room, here) {
  room.state.voices = [...here, nextVoice(here)];
  room.refresh();
}

/** @param {Room} room @param {string} who @param {string[]} here */
function voice(room, who, here) {
  const { options, state } = room;
  const { predictions } = options.question;
  const most = options.catalogue.caps.name ?? 60;
  const key = `voice-${here.indexOf(who)}`;
  const rename = (/** @type {any} */ event) => {
    const text = event.target.value.trim().slice(0, most);
    if (!text || here.includes(text) || text === state.turnName) return room.refresh();
    state.voices = here.map((one) => (one === who ? text : one));
    options.amend({ predictions: renamed(predictions, who, text) });
    room.refresh();
  };
  const leave = () => {
    state.voices = here.filter((one) => one !== who);
    options.amend({ predictions: without(predictions, who) });
    room.refresh();
  };
  const remove =
    here.length > 1 &&
    button("×", leave, {
      class: "extra-button small",
      title: "Remove",
      "aria-label": `Remove ${who}`,
      "data-keep": `${key}-remove`,
    });
  return h(
    "section",
    { class: "voice", "aria-label": who },
    h(
      "p",
      { class: "voice-name" },
      h("input", {
        type: "text",
        value: who,
        maxlength: most,
        "aria-label": "Who predicts",
        "data-keep": key,
        on: { change: rename },
      }),
      remove,
    ),
    predicted(room).map((outcome) => vote(room, who, outcome, key)),
  );
}

/** @param {Room} room @param {string} who @param {Outcome} outcome @param {string} key */
function vote(room, who, outcome, key) {
  const { options } = room;
  const now = found(options.question.predictions, who, outcome.name)?.says;
  const choose = (/** @type {string} */ says) => {
    const given = { who, outcome: outcome.name, says };
    options.amend({ predictions: withPrediction(options.question.predictions, given) });
    room.refresh();
  };
  return ballot(outcome, `${key}-${outcome.name}`, now, choose);
}

/**
 * Make the three choices for one outcome.
 * @param {Outcome} outcome @param {string} key @param {string|undefined} now @param {(says: string) => void} choose
 */
export function ballot(outcome, key, now, choose) {
  return h(
    "fieldset",
    { class: "ballot" },
    h("legend", {}, outcome.label, h("small", { text: sense(outcome) })),
    h(
      "span",
      { class: "choices" },
      CHOICES.map(({ says, words }) => {
        const id = `${key}-${says}`;
        const input = h("input", {
          type: "radio",
          name: key,
          id,
          "data-keep": id,
          checked: now === says,
          on: { change: () => choose(says) },
        });
        return h("label", { class: `choice ${says}` }, input, h("span", { text: words }));
      }),
    ),
  );
}

/** @param {Outcome} outcome */
function sense(outcome) {
  if (!outcome.better) return "";
  return outcome.better < 0 ? "less is better" : "more is better";
}

/** The drawing, folded away: one line, of one voice, for one outcome. @param {Room} room @param {string[]} here */
function drawing(room, here) {
  const { options, answer, state } = room;
  if (!answer) return null;
  const outcomes = predicted(room);
  const who = here.includes(state.drawWho) ? state.drawWho : here[0];
  const outcome = outcomes.find((one) => one.name === state.drawOutcome) ?? outcomes[0];
  const pick = (/** @type {"drawWho"|"drawOutcome"} */ what) => (/** @type {any} */ event) => {
    state[what] = event.target.value;
    room.refresh();
  };
  const choose = (
    /** @type {string} */ id,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ all,
    /** @type {string} */ now,
    /** @type {any} */ change,
  ) =>
    h(
      "label",
      {},
      `${label} `,
      h(
        "select",
        { id, on: { change } },
        all.map(([value, text]) => h("option", { value, selected: value === now, text })),
      ),
    );
  const host = h("div", { class: "sketch" });
  const keep = (/** @type {number[]} */ line) => {
    const a = yearly(answer, outcome.name).a.q50;
    const before = found(options.question.predictions, who, outcome.name)?.says;
    const says = before ?? lineSays(line, a[a.length - 1], outcome.better);
    options.amend({
      predictions: withPrediction(options.question.predictions, { who, outcome: outcome.name, says, line }),
    });
  };
  const line = found(options.question.predictions, who, outcome.name)?.line;
  sketch(host, { answer, outcome, line, onLine: keep });
  return fold(
    "room-draw",
    "Or draw it",
    [
      h(
        "p",
        { class: "draw-what" },
        choose(
          "draw-who",
          "Who",
          here.map((one) => [one, one]),
          who,
          pick("drawWho"),
        ),
        " ",
        choose(
          "draw-outcome",
          "What",
          outcomes.map((one) => [one.name, one.label]),
          outcome.name,
          pick("drawOutcome"),
        ),
      ),
      host,
    ],
    { class: "room-draw" },
  );
}
