/** The parts around the finding: why, what would change our mind, where are we, words explained, take away, the room. */
import { render as renderChecklist } from "./checklist.js";
import { render as renderGlossary } from "./glossary.js";
import { render as renderMind } from "./mind.js";
import { asked } from "./question.js";
import { render as renderRoom } from "./room.js";
import { render as renderTakeaway } from "./takeaway.js";
import { render as renderWhy } from "./why.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {import("./types.js").Catalogue} Catalogue */

const PAUSE = 1200;
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Keep these parts up to date.
 * @param {Catalogue} catalogue
 * @param {{store: any, api: any, link: () => string, open: (given: any) => void, onOutcome: (name: string) => void,
 *   change: (question: Question, what: string) => void, again: () => void}} page `again` asks anew
 */
export function createExtras(catalogue, page) {
  const { store, api } = page;
  /** @type {Answer|null} */
  let answer = null;
  /** @type {any} */
  let given = { catalogue };
  /** The latest replies, and the question that each is about. @type {Object<string, {about: string, data: any}>} */
  const late = { why: { about: "", data: null }, mind: { about: "", data: null } };
  let marked = "";
  /** Why there is no answer, if there is none. */
  let failing = "";

  const current = (/** @type {string} */ kind) => (failing ? { error: failing } : late[kind].about === asked(store.question) ? late[kind].data : null);

  function draw() {
    const { question } = store;
    const mind = current("mind");
    renderWhy(at("why"), current("why"), { ...given, catalogue, answer, outcome: given.outcome, onOutcome: page.onOutcome, again });
    renderMind(at("mind"), answer && mind && !mind.error ? { ...answer, mind: { ...answer.mind, ...mind } } : answer, { error: mind?.error, again });
    renderRoom(at("room"), answer, { ...given, catalogue, question, why: current("why"), change: page.change, amend: store.amend, print: () => print(), again });
    renderChecklist(at("checklist"), catalogue, { question, change: page.change, amend: store.amend });
    renderTakeaway(at("takeaway"), answer, { question, link: page.link, open: page.open });
    const names = [question.title, question.a.name, question.b.name, ...Object.values(question.place.names)];
    if (marked === JSON.stringify(names)) return;
    marked = JSON.stringify(names);
    renderGlossary(at("glossary"), catalogue.glossary, { root: document.querySelector("main"), names });
  }

  /** Ask for what takes longer, once nothing more is on the way and the reader has paused. */
  async function later() {
    const about = asked(store.question);
    const wanted = () => about === asked(store.question);
    for (const kind of ["why", "mind"]) {
      if (late[kind].about === about && late[kind].data && !late[kind].data.error) continue;
      late[kind] = { about, data: null };
      await new Promise((done) => setTimeout(done, PAUSE));
      if (!wanted()) return;
      const data = await api.later(kind, store.question, wanted);
      if (!wanted()) return;
      late[kind] = { about, data };
      draw();
    }
  }
  /** Try again what failed. */
  function again() {
    if (failing || !answer) return page.again();
    later();
    draw();
  }

  return {
    draw, later,
    /** Say that what rests on an answer cannot be had, because the answer cannot; with an empty line that it may. @param {string} line */
    failed(line) {
      failing = line;
      draw();
    },
    /** @param {Answer} next @param {any} options */
    answer(next, options) {
      answer = next;
      failing = "";
      given = options;
      draw();
    },
  };
}
