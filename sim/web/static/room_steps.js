/** The steps of the room, in their order: what each shows, and what a facilitator may say. */
import { PEOPLE, dots } from "./cards.js";
import { button, h } from "./dom.js";
import { count } from "./format.js";
import { name, predict, predicted } from "./predict.js";
import { cameTrue, CHOICES, inMost } from "./predictions.js";
import { turn } from "./room_turn.js";
import { render as renderSentence } from "./sentence.js";
import { sketch } from "./sketch.js";
import { render as renderWhy } from "./why.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Outcome} Outcome */
/**
 * @typedef {{id: string, title: string, heading: string, live: boolean, draw: (room: Room) => any[],
 *   notes: (room: Room) => string[]}} Step `live`: drawn again when a new answer comes.
 */

const WAIT = "The futures are being worked out…";

/** @type {Step[]} */
export const STEPS = [
  {
    id: "ask",
    title: "The question",
    heading: "The question",
    live: true,
    draw: ask,
    notes: (room) => [
      ...storyNotes(room),
      "Read both futures aloud. Ask: which of the two is more like us today? Leave the answer open.",
    ],
  },
  {
    id: "predict",
    title: "Predict",
    heading: "What do you expect?",
    live: false,
    draw: predict,
    notes: () => [
      "Two minutes at each table, then one voice a table. Nobody is right or wrong yet; what matters is that it is said before it is seen.",
      "If a table cannot agree, take the disagreement down: it is usually about who pays and who gains.",
    ],
  },
  {
    id: "reveal",
    title: "What comes out",
    heading: "What comes out",
    live: true,
    draw: reveal,
    notes: () => [
      "Read the finding first, then table by table. Ask the table furthest off what it knows that the model does not.",
      "That table may well be right: most numbers behind this are assumptions.",
      "Most predictions come true in some futures. Say in how many.",
    ],
  },
  {
    id: "because",
    title: "Why",
    heading: "Why did this happen?",
    live: true,
    draw: because,
    notes: () => [
      "Take the longest bar to the right and the longest to the left. Ask for one example of each from the last year here.",
      "If the cost of working together is the longest bar, say so: it is a finding, not a fault.",
    ],
  },
  {
    id: "turn",
    title: "Your turn",
    heading: "Your turn: change one thing",
    live: true,
    draw: turn,
    notes: () => [
      "One change only, agreed by all tables, and said aloud as something people would do: who meets whom, how often.",
      "Predict again before you look. A change that makes no difference is worth as much as one that does.",
    ],
  },
  {
    id: "agree",
    title: "Agree and print",
    heading: "Three things to agree before we leave",
    live: true,
    draw: agree,
    notes: () => [
      "Each agreement needs a name, a first date and the hours it will take. If nobody will give the hours, cross it out.",
      "Close with: what would we have to see in six months to stop?",
    ],
  },
];

/** @param {Room} room */
function storyNotes({ options }) {
  const story = options.catalogue.stories.find((one) => one.id === options.question.story);
  return story?.notes ? [...story.notes.split(/\n\s*\n/), ...(story.published ?? [])] : [];
}

/** @param {Room} room */
function ask({ answer, options }) {
  const { question, catalogue } = options;
  const story = catalogue.stories.find((one) => one.id === question.story);
  const future = (/** @type {"a"|"b"} */ side) => {
    const behaviour = catalogue.behaviours.find((one) => one.name === question[side].behaviour);
    return h(
      "section",
      { class: `room-future ${side}` },
      h("h3", {}, `Future ${side.toUpperCase()}: `, name(side, question[side].name)),
      behaviour &&
        h("p", {}, behaviour.label === question[side].name ? null : `${behaviour.label}. `, behaviour.sentence),
    );
  };
  return [
    h("p", { class: "room-question", "data-user": true, text: question.title || "What if we worked together?" }),
    story?.teaser && h("p", { class: "room-lead", text: story.teaser }),
    h("div", { class: "room-pair" }, future("a"), future("b")),
    answer &&
      h(
        "p",
        {},
        `${answer.place}. ${answer.world_words} We look ${count(question.years, "year")} ahead, at many possible futures. It is not a forecast.`,
      ),
  ];
}

/** @param {Room} room */
function reveal(room) {
  const { answer, options } = room;
  if (!answer) return [h("p", { class: "extra-wait", text: WAIT })];
  const finding = h("div", { class: "room-finding" });
  renderSentence(
    finding,
    answer,
    /** @type {any} */ ({ catalogue: options.catalogue, question: options.question, open: false, note: /** @type {any} */ (options).note }),
  );
  return [
    finding,
    h(
      "div",
      { class: "room-results" },
      predicted(room).map((outcome) => result(room, outcome)),
      losing(room),
    ),
    predicted(room).map((outcome) => drawings(room, outcome)),
  ];
}

/**
 * What people lose and nobody was asked about, so that the room does not see gains alone: the outcome that gets worse in
 * most futures, the headline ones first.
 * @param {Room} room
 */
function losing(room) {
  const { answer, options } = room;
  const asked = predicted(room);
  const lost = (/** @type {Outcome} */ outcome) =>
    answer?.cards.find((card) => card.outcome === outcome.name && !card.neutral && card.word !== "better")?.worse ?? 0;
  const people = options.catalogue.outcomes.filter(
    ({ domain }) => options.catalogue.domains.indexOf(domain) < PEOPLE,
  );
  const worst = people
    .filter((outcome) => lost(outcome) > 0)
    .sort((one, two) => Number(two.headline) - Number(one.headline) || lost(two) - lost(one))[0];
  if (asked.some((outcome) => outcome === worst)) return null;
  return worst
    ? result(room, worst, "What may get worse")
    : h("p", { class: "quiet", text: "Nothing that people would notice gets worse in more than a few futures." });
}

/** The lines that were drawn, beside what came out. @param {Room} room @param {Outcome} outcome */
function drawings({ answer, options }, outcome) {
  if (!answer) return null;
  /** @type {import("./predictions.js").Prediction[]} */
  const all = options.question.predictions;
  const shown = all.flatMap(({ who, outcome: about, line }) =>
    about === outcome.name && line?.length === answer.years ? [{ who, line }] : [],
  );
  if (!shown.length) return null;
  const host = h("div", { class: "sketch" });
  sketch(host, { answer, outcome, shown });
  return h("section", { class: "room-drawn" }, h("h3", { text: `${outcome.label}: as you drew it` }), host);
}

/** @param {Room} room @param {Outcome} outcome @param {string} [why] it is shown, if nobody was asked about it */
function result(room, outcome, why = "") {
  const { answer, options } = room;
  const card = answer?.cards.find((one) => one.outcome === outcome.name);
  if (!answer || !card) return null;
  const here = options.question.predictions.filter(
    (one) => one.outcome === outcome.name && one.who !== room.state.turnName,
  );
  const choice = (/** @type {import("./predictions.js").Choice} */ { says, words }) => {
    const who = here.filter((one) => one.says === says).map((one) => one.who);
    const most = inMost(card, says);
    const names = who.map((one, k) => [k ? ", " : "", h("strong", { "data-user": true, text: one })]);
    const said = [names, ` said ${words.toLowerCase()}: ${cameTrue(card, says)}`];
    return who.length > 0 && h("li", {}, said, most && h("span", { class: "mark", text: " ✓ as in most futures" }));
  };
  return h(
    "section",
    { class: `room-result${why ? " losing" : ""}` },
    why && h("p", { class: "quiet", text: why }),
    h("h3", { text: outcome.label }),
    h(
      "p",
      { class: "room-values" },
      h("strong", { class: "name a", text: `A ${card.a}` }),
      " ",
      h("strong", { class: "name b", text: `B ${card.b}` }),
      ` ${outcome.percent ? "" : outcome.unit}`,
    ),
    h("p", { class: "room-dots" }, dots(card.dots)),
    h("p", { class: "room-word", text: `The model: ${card.words}.` }),
    here.length
      ? h("ul", { class: "room-voices" }, CHOICES.map(choice))
      : h("p", { class: "quiet", text: why ? "Nobody was asked about this." : "Nobody predicted this." }),
  );
}

/** @param {Room} room */
function because(room) {
  const { answer, options, state } = room;
  const outcomes = predicted(room);
  const now = outcomes.find((one) => one.name === state.whyOutcome) ?? outcomes[0];
  const pick = (/** @type {string} */ chosen) => {
    state.whyOutcome = chosen;
    room.refresh();
  };
  const host = h("div", { class: "room-why" });
  renderWhy(host, options.why, { catalogue: options.catalogue, answer, outcome: now?.name, plain: true, again: options.again });
  const choices = outcomes.map((one) =>
    button(one.short, () => pick(one.name), {
      class: "extra-button",
      title: one.label,
      "aria-pressed": String(one === now),
      "data-keep": `room-why-${one.name}`,
    }),
  );
  return [h("div", { class: "room-picks", role: "group", "aria-label": "Explain" }, choices), host];
}

/** @param {Room} room */
function agree({ answer, options }) {
  const list = answer?.agree ?? [];
  return [
    list.length
      ? h(
          "ol",
          { class: "room-agree" },
          list.map((one) =>
            h("li", {}, h("strong", { text: one.text }), h("span", { text: `It takes ${one.hours}.` })),
          ),
        )
      : h("p", {
          class: "extra-wait",
          text: answer ? "Nothing differs between A and B that people could agree to do." : WAIT,
        }),
    answer?.cost?.words && h("p", { class: "room-cost", text: answer.cost.words }),
    h("p", {}, button("Print for the board", options.print, { class: "extra-button main", "data-keep": "room-print" })),
    h("p", {
      class: "quiet",
      text: "Word, a hand-out in one file, the link and the question itself are under “Take away” on the page.",
    }),
  ];
}
