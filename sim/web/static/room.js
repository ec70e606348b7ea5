/**
 * In the room: the question, predict, what comes out, why, your turn, agree and print, one step a screen, for a team
 * with a facilitator and a projector. Key P opens it, N shows the notes for the facilitator, Escape leaves; reload and
 * Back of the browser stay in it.
 */
import { announce, button, h, put } from "./dom.js";
import { PAGED, keepWithin, keysOn, setKeys, single, typing } from "./room_keys.js";
import { fit } from "./room_fit.js";
import { goOn, note, onBack, place } from "./room_history.js";
import { STEPS } from "./room_steps.js";

/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Question} Question */
/**
 * @typedef {{catalogue: import("./types.js").Catalogue, question: Question, why: any,
 *   change: (question: Question, what: string) => void, amend: (part: any) => void, print: () => void, again?: () => void}} RoomOptions
 * @typedef {{step: number, notes: boolean, voices: string[], drawWho: string, drawOutcome: string, whyOutcome: string,
 *   turnName: string, turn: import("./room_turn.js").Turn|null}} RoomState
 * @typedef {{answer: Answer|null, options: RoomOptions, state: RoomState, refresh: () => void}} Room
 */

/** @type {{room: Room, dialog: any, body: any, head: any, foot: any, notes: any}|null} */
let drawn = null;

/**
 * Draw the button, and the room itself the first time; afterwards bring what is shown up to date.
 * @param {HTMLElement} element @param {Answer|null} answer @param {RoomOptions} options
 */
export function render(element, answer, options) {
  if (!drawn) {
    drawn = build(answer, options);
    const opener = button("In the room", open, {
      class: "tool",
      "aria-haspopup": "dialog",
      title: "Steps for a projector (key P)",
    });
    put(element, opener);
    document.addEventListener("keydown", onPageKey);
    onBack(arrive);
    arrive(place());
  }
  const { room, dialog } = drawn;
  const first = !room.answer && answer;
  const news =
    room.answer?.key !== answer?.key || room.answer?.stage !== answer?.stage || room.options.why !== options.why;
  room.answer = answer;
  room.options = options;
  if (dialog.open && (first || (news && STEPS[room.state.step].live))) room.refresh();
}

/** @param {Answer|null} answer @param {RoomOptions} options */
function build(answer, options) {
  const body = h("div", { class: "room-body", tabindex: -1 });
  const [head, foot, notes] = [
    h("header", { class: "room-head" }),
    h("footer", { class: "room-foot" }),
    h("aside", { class: "room-notes", "aria-label": "Notes for the facilitator", hidden: true }),
  ];
  const dialog = h(
    "dialog",
    { class: "room", "aria-labelledby": "room-title", on: { keydown: onRoomKey, close: closed } },
    head,
    body,
    notes,
    foot,
  );
  dialog.insertBefore(faults(), body);
  document.body.append(dialog);
  addEventListener("resize", () => fit(body));
  /** @type {RoomState} */
  const state = {
    step: 0,
    notes: false,
    voices: [],
    drawWho: "",
    drawOutcome: "",
    whyOutcome: "",
    turnName: "Our turn",
    turn: null,
  };
  return { room: { answer, options, state, refresh: show }, dialog, body, head, foot, notes };
}

/** A line that says what went wrong, as the page behind says it, with the same buttons. */
function faults() {
  const line = h("p", { class: "room-fault", role: "alert", hidden: true });
  const page = document.getElementById("fault");
  if (!page) return line;
  const mirror = () => {
    line.hidden = page.hidden;
    if (line.textContent === page.textContent) return;
    const own = [...page.querySelectorAll("button")].map((one) =>
      button(one.textContent ?? "", () => one.click(), { class: "extra-button small" }),
    );
    const said = [...page.childNodes].filter((one) => !(one instanceof HTMLButtonElement));
    put(line, said.map((one) => one.textContent).join(" "), own);
  };
  new MutationObserver(mirror).observe(page, { attributes: true, childList: true, characterData: true, subtree: true });
  mirror();
  return line;
}

function open() {
  if (drawn && !drawn.dialog.open) go(0);
}

function closed() {
  document.body.classList.remove("in-room");
  if (document.fullscreenElement) document.exitFullscreen();
  if (place()) goOn(null);
}

/** Go to a step, which opens the room if it is shut. @param {number} step */
function go(step) {
  if (!drawn || step < 0 || step >= STEPS.length) return;
  const { voices, notes } = drawn.room.state;
  if (place()?.step !== step) goOn({ step, voices, notes });
  enter(step);
}

/** Be where the history says: in a step, or on the page. @param {import("./room_history.js").Place|null} where */
function arrive(where) {
  if (!drawn) return;
  if (!where) return drawn.dialog.close();
  Object.assign(drawn.room.state, { voices: where.voices, notes: where.notes });
  enter(Math.min(where.step, STEPS.length - 1));
}

/** @param {number} step */
function enter(step) {
  if (!drawn) return;
  drawn.room.state.step = step;
  if (!drawn.dialog.open) {
    document.body.classList.add("in-room");
    drawn.dialog.showModal();
  }
  show();
  drawn.body.scrollTop = 0;
  drawn.dialog.querySelector("#room-title")?.focus();
}

/** Draw the step that is on. */
function show() {
  if (!drawn) return;
  const { room, head, body, foot, notes } = drawn;
  const { step } = room.state;
  const now = STEPS[step];
  note({ step, voices: room.state.voices, notes: room.state.notes });
  put(
    head,
    h(
      "nav",
      { "aria-label": "Steps" },
      h(
        "ol",
        {},
        STEPS.map((one, k) =>
          h(
            "li",
            {},
            button(one.title, () => go(k), {
              class: "room-step",
              "aria-current": k === step ? "step" : null,
              "data-keep": `room-step-${k}`,
            }),
          ),
        ),
      ),
    ),
    button("Leave", () => drawn?.dialog.close(), {
      class: "extra-button",
      "data-keep": "room-leave",
      title: "Leave (Escape)",
    }),
  );
  const top = body.scrollTop;
  put(
    body,
    h("h2", { id: "room-title", tabindex: -1, text: now.heading }),
    h("div", { class: `room-content step-${now.id}` }, now.draw(room)),
  );
  notes.hidden = !room.state.notes;
  put(
    notes,
    h("h3", { text: "Notes for the facilitator" }),
    now.notes(room).map((text) => h("p", { text })),
  );
  put(
    foot,
    step > 0
      ? button(`Back: ${STEPS[step - 1].title}`, () => go(step - 1), {
          class: "extra-button",
          "data-keep": "room-back",
        })
      : h("span"),
    h(
      "span",
      { class: "room-tools" },
      button(room.state.notes ? "Hide notes" : "Notes", toggleNotes, {
        class: "extra-button",
        "aria-expanded": String(room.state.notes),
        "data-keep": "room-notes",
        title: "Notes for the facilitator (key N)",
      }),
      document.fullscreenEnabled &&
        button("Fill the screen", fill, { class: "extra-button", "data-keep": "room-fill" }),
      h(
        "label",
        { class: "room-keys" },
        h("input", { type: "checkbox", id: "room-keys", checked: keysOn(), on: { change: setKeys } }),
        " Keys P and N",
      ),
    ),
    step < STEPS.length - 1
      ? button(`Next: ${STEPS[step + 1].title}`, () => go(step + 1), {
          class: "extra-button main",
          "data-keep": "room-next",
        })
      : h("span"),
  );
  fit(body);
  body.scrollTop = top;
}

function toggleNotes() {
  if (!drawn) return;
  drawn.room.state.notes = !drawn.room.state.notes;
  show();
  announce(drawn.room.state.notes ? "Notes shown" : "Notes hidden");
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else drawn?.dialog.requestFullscreen().catch(() => {});
}

/** @param {KeyboardEvent} event */
function onPageKey(event) {
  if (drawn?.dialog.open || document.querySelector("dialog[open]") || !single(event, "p")) return;
  event.preventDefault();
  open();
}

/** @param {KeyboardEvent} event */
function onRoomKey(event) {
  if (!drawn) return;
  const { dialog, body, room } = drawn;
  if (event.key === "Tab") return keepWithin(event, dialog);
  if (single(event, "n")) {
    event.preventDefault();
    return toggleNotes();
  }
  if (!["PageDown", "PageUp"].includes(event.key) || typing(event, PAGED)) return;
  const down = event.key === "PageDown";
  const more = down ? body.scrollTop + body.clientHeight < body.scrollHeight - 4 : body.scrollTop > 4;
  if (more) return; // a remote turns the page only when all of it was seen
  event.preventDefault();
  go(room.state.step + (down ? 1 : -1));
}
