/** Your turn: the room changes one thing in Future B, predicts again, and sees what it brings. */
import { button, h } from "./dom.js";
import { leverNumber, leverWords } from "./format.js";
import { ballot, name, predicted } from "./predict.js";
import { cameTrue, withPrediction } from "./predictions.js";
import { acts, leverValue, withLever } from "./question.js";
import { moving } from "./slider.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./types.js").Lever} Lever */
/** @typedef {import("./types.js").Answer} Answer */
/**
 * @typedef {{lever: string, value: number, outcome: string, says: string, before: Answer|null, asked: boolean,
 *   from: string, held: number|null}} Turn what was chosen; once `asked`, `before` is the picture before the change,
 *   `from` the value then in words and `held` what the question set, if anything.
 */

/** Draw the step. @param {Room} room */
export function turn(room) {
  const { catalogue, question } = room.options;
  const levers = catalogue.levers.filter((lever) => !lever.both && acts(question, "b", lever));
  const outcomes = predicted(room);
  if (!levers.length || !outcomes.length)
    return [h("p", { text: "No lever acts in Future B as it is. Choose another behaviour on the page." })];
  const now = room.state.turn ?? fresh(room, levers[0], outcomes[0].name);
  const lever = levers.find((one) => one.key === now.lever) ?? levers[0];
  return now.asked ? [settled(room, now, lever)] : [asking(room, now, lever, levers)];
}

/** @param {Room} room @param {Lever} lever @param {string} outcome @returns {Turn} */
function fresh({ options }, lever, outcome) {
  const value = leverValue(options.catalogue, options.question, "b", lever);
  return { lever: lever.key, value, outcome, says: "", before: null, asked: false, from: "", held: null };
}

/** @param {Room} room @param {Turn} now @param {Lever} lever @param {Lever[]} levers */
function asking(room, now, lever, levers) {
  const { options, state } = room;
  const { catalogue, question } = options;
  const standing = leverValue(catalogue, question, "b", lever);
  const outcome = predicted(room).find((one) => one.name === now.outcome) ?? predicted(room)[0];
  const set = (/** @type {Partial<Turn>} */ part) => {
    state.turn = { ...now, ...part };
    room.refresh();
  };
  const said = h("output", { for: "turn-value" });
  const slide = h("input", {
    type: "range",
    id: "turn-value",
    min: lever.low,
    max: lever.high,
    step: lever.step,
    value: now.value,
    "aria-describedby": "turn-ends",
  });
  const go = button("Show what happens", () => ask(room, lever), {
    class: "extra-button main",
    "data-keep": "turn-go",
  });
  const why = h("p", { class: "quiet", id: "turn-why" });
  const tell = () => {
    const held = /** @type {Turn} */ (state.turn ?? now);
    const words = leverWords(lever, held.value);
    said.replaceChildren(h("strong", { text: leverNumber(lever, held.value) }), words ? `, ${words}` : "");
    slide.style.setProperty("--at", `${(100 * (held.value - lever.low)) / (lever.high - lever.low)}%`);
    slide.setAttribute("aria-valuetext", `${leverNumber(lever, held.value)}${words ? `, ${words}` : ""}`);
    const same = Math.abs(held.value - standing) < lever.step / 2;
    const ready = room.answer?.stage === "full"; // else before and after would rest on different futures
    go.disabled = same || !held.says || !ready;
    const missing = same ? "Move the slider first." : held.says ? "" : "Say what you expect first.";
    why.textContent = missing || (ready ? "" : "One moment: not all futures of the last question are in yet.");
  };
  slide.addEventListener("input", () => {
    const steps = Math.round((Number(slide.value) - lever.low) / lever.step);
    state.turn = {
      .../** @type {Turn} */ (state.turn ?? now),
      value: Number((lever.low + steps * lever.step).toPrecision(10)),
    };
    tell();
  });
  tell();
  const chosen = (/** @type {any} */ event) => {
    const picked = levers.find((one) => one.key === event.target.value) ?? lever;
    set({ lever: picked.key, value: leverValue(catalogue, question, "b", picked) });
  };
  const groups = catalogue.groups
    .map(({ id, title }) => [title, levers.filter((one) => one.group === id)])
    .filter(([, all]) => all.length);
  return h(
    "div",
    { class: "turn" },
    h(
      "section",
      {},
      h("h3", { text: "1. Change one thing in B" }),
      h("label", { for: "turn-lever", class: "sr", text: "What to change" }),
      h(
        "select",
        { id: "turn-lever", on: { change: chosen } },
        groups.map(([title, all]) =>
          h(
            "optgroup",
            { label: title },
            /** @type {Lever[]} */ (all).map((one) =>
              h("option", { value: one.key, selected: one === lever, text: one.question }),
            ),
          ),
        ),
      ),
      h(
        "p",
        { class: "turn-slider" },
        h("label", { class: "sr", for: "turn-value", text: lever.question }),
        said,
        slide,
        h(
          "span",
          { class: "ends", id: "turn-ends" },
          h("span", { text: lever.low_words }),
          h("span", { text: lever.high_words }),
        ),
      ),
      h("p", { class: "quiet", text: `Now: ${leverNumber(lever, standing)}. ${moving(lever)}` }),
    ),
    h(
      "section",
      {},
      h("h3", {}, "2. Predict: then ", name("b", question.b.name), " rather than ", name("a", question.a.name), " is…"),
      ballot(outcome, `turn-${outcome.name}`, now.says, (says) => set({ ...state.turn, says })),
      predicted(room).length > 1 &&
        h(
          "p",
          { class: "room-picks" },
          "Ask instead about: ",
          predicted(room)
            .filter((one) => one !== outcome)
            .map((one) =>
              button(one.short, () => set({ ...state.turn, outcome: one.name, says: "" }), {
                class: "extra-button small",
                "data-keep": `turn-about-${one.name}`,
              }),
            ),
        ),
    ),
    h("section", {}, h("h3", { text: "3. Look" }), h("p", {}, go), why),
  );
}

/** Ask it: the change becomes part of the question, the prediction is kept. @param {Room} room @param {Lever} lever */
function ask(room, lever) {
  const { options, state, answer } = room;
  const now = state.turn;
  if (!now) return;
  const from = leverNumber(lever, leverValue(options.catalogue, options.question, "b", lever));
  state.turn = { ...now, asked: true, before: answer, from, held: options.question.b.values[now.lever] ?? null };
  const predictions = withPrediction(options.question.predictions, {
    who: state.turnName,
    outcome: now.outcome,
    says: now.says,
  });
  options.change({ ...withLever(options.question, ["b"], now.lever, now.value), predictions }, lever.label);
  room.refresh();
}

/** @param {Room} room @param {Turn} now @param {Lever} lever */
function settled(room, now, lever) {
  const { answer, state, options } = room;
  const again = () => {
    state.turn = null;
    room.refresh();
  };
  const undo = () => {
    options.change(withLever(options.question, ["b"], now.lever, now.held), `${lever.label} put back`);
    again();
  };
  const heading = h(
    "p",
    { class: "room-lead" },
    `${lever.question} `,
    h("strong", { text: `${now.from} → ${leverNumber(lever, now.value)}` }),
  );
  if (!answer || !now.before || answer.key === now.before.key)
    return h("div", {}, heading, h("p", { class: "extra-wait", text: "The futures are being worked out…" }));
  const old = now.before;
  const whole = answer.stage === old.stage; // levels are compared over the same futures only
  const rows = predicted(room).map((outcome) => {
    const [was, is] = [old, answer].map((one) => one.cards.find((card) => card.outcome === outcome.name));
    if (!was || !is) return null;
    const cells = whole ? [was.b, is.b, was.words, is.words] : [was.words, is.words];
    return h(
      "tr",
      {},
      h("th", { scope: "row", text: outcome.label }),
      cells.map((text) => h("td", { text })),
    );
  });
  const card = answer.cards.find((one) => one.outcome === now.outcome);
  const words = { better: "better", same: "much the same", worse: "worse" }[now.says] ?? now.says;
  const ends = ["B rather than A, before", whole ? "B rather than A, now" : "B rather than A, at first look"];
  const heads = ["", ...(whole ? ["B before", "B now"] : []), ...ends].map((text) =>
    text ? h("th", { scope: "col", text }) : h("td"),
  );
  return h(
    "div",
    {},
    heading,
    card && h("p", { class: "room-word", text: `You said ${words}: ${cameTrue(card, now.says)}.` }),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Before and after your change" },
      h("table", { class: "turn-table" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)),
    ),
    h("p", {
      class: "quiet",
      text:
        answer.stage === "first"
          ? `${answer.futures} futures so far. The rest are on the way, and may still change this.`
          : `${answer.futures} futures.`,
    }),
    h(
      "p",
      { class: "room-picks" },
      button("Change something else", again, { class: "extra-button main", "data-keep": "turn-again" }),
      button("Put it back", undo, { class: "extra-button", "data-keep": "turn-undo" }),
    ),
  );
}
