/** Wiring: what is asked goes to the server, what comes back goes to the parts of the page. */
import { catalogue as fetchCatalogue, createApi } from "./api.js";
import { render as renderCards } from "./cards.js";
import { announce, button, h } from "./dom.js";
import { render as renderDoubt } from "./doubt.js";
import { render as renderCompared } from "./compared.js";
import { createExtras } from "./extras.js";
import { render as renderFan } from "./fan.js";
import { createLevers } from "./levers.js";
import { fromHash, toHash } from "./link.js";
import { render as renderNetwork } from "./network.js";
import { asked, complete, firstQuestion } from "./question.js";
import { createPlan } from "./plan.js";
import { createProgress } from "./progress.js";
import { keepAsked } from "./room_history.js";
import { render as renderSentence } from "./sentence.js";
import { createStore } from "./store.js";
import { createTools } from "./tools.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Answer} Answer */

const REPLAY = 1600;
const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Say a fault in one line with a button that leads on; an empty line takes it away.
 * @param {string} line @param {() => void} [act] @param {string} [words] what the button does
 */
function fault(line, act, words = "Try again") {
  at("fault").replaceChildren(line, act ? button(words, act, { class: "small" }) : "");
  at("fault").hidden = !line;
}

/** @param {import("./types.js").Catalogue} catalogue @param {{question: Question|null, said: string}} linked */
function start(catalogue, linked) {
  const store = createStore(linked.question ?? firstQuestion(catalogue));
  const note = (/** @type {string} */ line) => { if (line) fault(line, () => fault(""), "Go on"); };
  note(linked.said);
  if (linked.said && linked.question) history.replaceState(history.state, "", toHash(store.question));
  const view = { outcome: catalogue.outcomes[0].name, month: -1, waiting: "first", replaying: false };
  /** @type {Answer|null} */
  let shown = null;
  /** @type {any} */
  let fan = null;
  /** @type {any} */
  let network = null;
  /** The question that `shown` answers. */
  let shownFor = "";
  /** Whether the line of faults is about an answer, which the next answer takes away. */
  let faulty = false;
  /** Whether a slider is held: the picture follows it, and tells of the chart that is looked at alone. */
  let held = false;
  let spoken = "";
  let written = location.hash;
  const progress = createProgress(at("page"), catalogue.caps.futures.full);

  const api = createApi({
    onAnswer(answer, question, whole) {
      const now = asked(question) === asked(store.question);
      if (!now && !held) return;
      if (faulty) fault("");
      faulty = false;
      if (now && whole) store.keep(answer);
      shownFor = asked(question);
      progress.came(answer);
      show(answer);
    },
    held: () => (held ? view.outcome : ""),
    onWait(stage) {
      view.waiting = stage;
      under();
      if (!stage && store.answer?.stage === "full") extras.later();
    },
    onFault(line) {
      faulty = true;
      fault(line, again);
      extras.failed(line);
    },
  });
  /** Ask anew after a fault. */
  function again() {
    fault("");
    extras.failed("");
    api.ask(store.question);
  }
  addEventListener("pointerdown", ({ target }) => { held = target instanceof HTMLInputElement && target.type === "range"; });
  const letGo = () => {
    if (held) api.settle();
    held = false;
  };
  addEventListener("pointerup", letGo);
  addEventListener("pointercancel", letGo);
  const change = (/** @type {Question} */ question, /** @type {string} */ what) => store.set(question, what);
  const levers = createLevers(at("levers"), catalogue, {
    store, announce,
    onStory: (story) => {
      const { place, checklist } = store.question;
      store.set({ ...complete(story.question), place, checklist }, `the story ${story.title}`);
    },
  });
  const extras = createExtras(catalogue, { store, api, change, onOutcome, again,
    link: () => location.href.split("#")[0] + toHash(store.question),
    open: (/** @type {Question} */ given) => store.set(given, "the file you opened") });
  const plan = createPlan(at("plan"), catalogue, { store, announce });
  const tools = createTools(store, { announce, replay });

  /** What every part may use. */
  function options() {
    return {
      catalogue, question: store.question, outcome: charted(), month: view.month < 0 ? shown?.rounds : Math.min(view.month, shown?.rounds ?? 0),
      ghost: view.replaying ? null : store.before, announce, onMonth, onOutcome, note: () => (view.replaying ? "" : progress.note),
    };
  }
  /** The outcome whose chart is shown: until the full set comes, perhaps the only one there is. */
  function charted() {
    return !shown || view.outcome in shown.fans ? view.outcome : Object.keys(shown.fans)[0];
  }
  /** @param {number} month */
  function onMonth(month) {
    view.month = month;
    fan?.setMonth(month);
    network?.setMonth(month);
  }
  /** @param {string} name */
  function onOutcome(name) {
    view.outcome = name;
    redraw();
    const outcome = catalogue.outcomes.find((one) => one.name === name);
    announce(`The chart shows: ${outcome?.label}.`);
  }
  /** @param {Answer} answer */
  function show(answer) {
    shown = answer;
    redraw();
    const said = `${answer.sentence.title}. ${progress.note || `${answer.futures} futures.`}`;
    if (held || answer.sentence.title === spoken) return;
    announce(said);
    spoken = answer.sentence.title;
  }
  /** Draw what is shown; while a slider is held the sentence and the chart, the cards a frame later, for the chart follows the hand. */
  function redraw() {
    if (!shown) return;
    const [now, given] = [shown, options()];
    renderSentence(at("finding"), now, given);
    fan?.stop();
    fan = renderFan(at("fan"), now, given);
    if (!now.network) {
      requestAnimationFrame(() => setTimeout(() => shown === now && renderCards(at("cards"), now, given)));
      return under();
    }
    renderCards(at("cards"), shown, given);
    network = renderNetwork(at("network"), shown, given);
    plan.answer(shown, store.question);
    renderCompared(at("compared"), shown, given);
    renderDoubt(at("doubt"), shown, given);
    extras.answer(shown, given);
    under();
  }
  function under() {
    const { years } = store.question;
    const { first, full } = catalogue.caps.futures;
    const futures = shown?.futures ?? first;
    const wait = { first: shown ? " Working it out…" : "", full: ` ${first} futures so far; ${full} on the way.` }[view.waiting] ?? "";
    const many = view.waiting === "full" ? "" : `, ${futures} possible futures`;
    at("under").replaceChildren(
      `A simulated local health and care system${many} over ${years === 1 ? "1 year" : `${years} years`}. `,
      h("strong", {}, "Not a forecast."), h("span", { class: "wait" }, wait));
    at("page").dataset.waiting = view.waiting;
    progress.age(Boolean(shown) && !view.replaying && asked(store.question) !== shownFor);
  }
  /** Show the picture before the last change, then the change again. */
  function replay() {
    const before = store.last;
    const now = shown;
    const old = before && (before.answer ?? api.known(before.question));
    if (!old || !now) return announce("There is no change to replay yet.");
    view.replaying = true;
    show(old);
    fault(`Before: ${store.what}. In a moment, the change again.`);
    setTimeout(() => { view.replaying = false; fault(""); if (shown === old) show(now); }, REPLAY);
  }

  /** Bring the page to what is asked. @param {Question} question */
  function follow(question) {
    at("title").textContent = question.title;
    document.title = question.title;
    levers.update(question);
    if (!held) plan.answer(shown, question);
    tools.update();
    written = toHash(question);
    history.replaceState(history.state, "", written);
    under();
    if (!view.replaying) fault("");
    if (shown && asked(question) === shownFor) {
      store.keep(shown);
      redraw();
    }
    api.ask(question);
    extras.failed("");
  }
  store.subscribe((question) => {
    if (!held) return follow(question);
    api.ask(question); // on its way before the page says so
    requestAnimationFrame(() => question === store.question && follow(question));
  });
  /** What is folded on the screen is wanted on paper. */
  addEventListener("beforeprint", () => document.querySelectorAll(".finding details").forEach((one) => one.setAttribute("open", "")));
  keepAsked(() => written || location.pathname);
  addEventListener("hashchange", async () => {
    const hash = location.hash;
    if (hash === written) return;
    const { question, said } = await fromHash(hash);
    if (location.hash !== hash) return;
    if (question) store.set(question, "the link you opened");
    note(said);
  });
  at("title").textContent = store.question.title;
  document.title = store.question.title;
  levers.update(store.question);
  plan.answer(null, store.question);
  tools.update();
  renderDoubt(at("doubt"), null, options());
  extras.draw();
  api.ask(store.question);
}

Promise.all([fetchCatalogue(), fromHash(location.hash)]).then(([catalogue, linked]) => start(catalogue, linked)).catch((reason) => fault(reason instanceof Error ? reason.message : String(reason), () => location.reload()));
