/** Asking the server: first a quick picture, then the full set; the latest question wins. */
import { asked } from "./question.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Answer} Answer */

const KEPT = 60;
/** Milliseconds for which a first picture on its way is left alone though something newer is asked: a drag is followed. */
const PATIENCE = 250;
const FULL_AFTER = 350;
/** How often to look whether what takes longer goes on, and after how many looks at nothing new to give up. */
const LOOK_AFTER = 10_000;
const LOOKS = 24;
const TRIES = 3;
const AGAIN_AFTER = 3000;

/** Said by faults of an answer; no matter where something else was asked. */
export const LAST_PICTURE = " The last picture stays.";

/** A fault said in one line for people. */
export class Fault extends Error {}

/** @returns {string} an id of this page, so that two pages do not disturb each other */
function newClient() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Send or fetch, and turn every failure into one clear line.
 * @param {string} path @param {any} [body] @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
export async function call(path, body, signal) {
  /** @type {Response} */
  let response;
  try {
    const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    response = await fetch(path, body === undefined ? { signal } : { ...post, signal });
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new Fault("The program that works out the futures does not answer. Is it still running? Nothing you set is lost.");
  }
  if (response.ok || response.status === 409) return response;
  /** @type {any} */
  const said = await response.json().catch(() => null);
  const line = typeof said?.error === "string" ? said.error : `The server said ${response.status}.`;
  throw new Fault(`${line.replace(/\.?$/, ".")}${LAST_PICTURE}`);
}

/**
 * Look every few seconds whether the server goes on, however slowly; call back when it has come to a stand.
 * @param {() => void} stop @returns {() => void} ends looking
 */
function whileItGoesOn(stop) {
  let [steps, same, looking] = [-1, 0, false];
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    const said = await call("api/health").then((reply) => reply.json(), () => null);
    looking = false;
    same = said && said.steps !== steps ? 0 : same + 1;
    steps = said?.steps ?? steps;
    if (same >= LOOKS) stop();
  }, LOOK_AFTER);
  return () => clearInterval(timer);
}

/** Fetch the catalogue. @returns {Promise<import("./types.js").Catalogue>} */
export async function catalogue() {
  return (await call("api/catalogue")).json();
}

/**
 * Ask for answers one after another: one first picture at a time, then what is asked by then, then its full set.
 * @param {{onAnswer: (answer: Answer, question: Question, whole: boolean) => void, onWait: (stage: string) => void,
 *   onFault: (line: string) => void, held: () => string}} on `held`: the outcome that is looked at while a slider is
 *   held, for a first picture needs no other chart then; else nothing
 */
export function createApi(on) {
  const client = newClient();
  let turn = 0;
  /** What is asked now, or was last answered. */
  let asking = "";
  /** What is to be asked next. @type {Question|null} */
  let wanted = null;
  let busy = false;
  /** @type {AbortController|null} */
  let going = null;
  /** When the first picture on its way was asked for; the full set is never waited for. */
  let since = -Infinity;
  /** The question of which nothing newer will follow soon, for the slider was let go. */
  let settled = "";
  /** Ends the pause before a full set. */
  let hurry = () => {};
  /** @type {Map<string, Answer>} */
  const kept = new Map();

  /** @param {Question} question @param {"first"|"full"} stage @param {string} chart @param {AbortSignal} signal */
  async function fetched(question, stage, chart, signal) {
    turn += 1;
    const only = chart ? { chart } : {};
    const response = await call("api/answer", { question, stage, client, turn, ...only }, signal);
    return response.status === 409 ? null : /** @type {Answer} */ (await response.json());
  }

  /** Wait until the question has stood for a while, the slider is let go, or something newer is asked. @param {string} key @param {AbortSignal} signal */
  async function pause(key, signal) {
    if (settled === key) return;
    await new Promise((done) => {
      hurry = () => done(null);
      signal.addEventListener("abort", hurry);
      setTimeout(hurry, FULL_AFTER);
    });
  }

  /** @param {Question} question @param {AbortSignal} signal */
  async function both(question, signal) {
    const key = asked(question);
    for (const stage of /** @type {("first"|"full")[]} */ (["first", "full"])) {
      if (signal.aborted || wanted) return;
      on.onWait(stage);
      if (stage === "full") await pause(key, signal);
      if (signal.aborted) return;
      const chart = stage === "first" ? on.held() : "";
      since = stage === "first" ? performance.now() : -Infinity;
      const answer = await fetched(question, stage, chart, signal);
      since = -Infinity;
      if (signal.aborted || !answer) return;
      if (!chart) keep(key, answer);
      if (key === asking || (wanted && on.held())) on.onAnswer(answer, question, !chart);
    }
    on.onWait("");
  }

  /** @param {string} key @param {Answer} answer */
  function keep(key, answer) {
    kept.delete(key);
    kept.set(key, answer);
    if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
  }

  /** Answer what is wanted until nothing is. */
  async function follow() {
    busy = true;
    while (wanted) {
      const question = wanted;
      wanted = null;
      const control = new AbortController();
      going = control;
      await both(question, control.signal).catch((fault) => {
        if (control.signal.aborted || wanted) return;
        asking = "";
        on.onWait("");
        on.onFault(fault instanceof Fault ? fault.message : `The answer could not be read.${LAST_PICTURE}`);
      });
    }
    busy = false;
  }

  /** @param {string} kind @param {Question} question */
  async function patiently(kind, question) {
    turn += 1;
    const control = new AbortController();
    const over = whileItGoesOn(() => control.abort());
    try {
      const response = await call(`api/${kind}`, { question, client, turn }, control.signal);
      return response.status === 409 ? null : await response.json();
    } catch (fault) {
      if (control.signal.aborted) return { error: "Nothing went on for a long time, so this was given up." };
      return { error: fault instanceof Fault ? fault.message : "This could not be read." };
    } finally {
      over();
    }
  }

  return {
    client,
    /**
     * Ask for what takes longer; `{error}` with one line if it failed, was put off too often or came to a stand.
     * @param {string} kind @param {Question} question @param {() => boolean} wanted whether it still is
     */
    async later(kind, question, wanted) {
      for (let tries = 0; tries < TRIES && wanted(); tries += 1) {
        const reply = await patiently(kind, question);
        if (reply) return reply;
        await new Promise((done) => setTimeout(done, AGAIN_AFTER)); // something newer was asked
      }
      return { error: "Too much else was asked meanwhile." };
    },
    /** An answer that is already here. @param {Question} question */
    known: (question) => kept.get(asked(question)) ?? null,
    /** The slider is let go: the full set of what is asked now need not wait. */
    settle() {
      settled = asking;
      hurry();
    },
    /** Ask; what was asked before and not yet answered is dropped, but for a first picture that comes soon. @param {Question} question */
    ask(question) {
      const key = asked(question);
      if (key === asking) return;
      asking = key;
      if (performance.now() - since > PATIENCE) going?.abort();
      const here = kept.get(key);
      wanted = here?.stage === "full" ? null : question;
      if (here) on.onAnswer(here, question, true);
      if (!wanted) {
        going?.abort();
        on.onWait("");
      } else if (!busy) follow();
    },
  };
}
