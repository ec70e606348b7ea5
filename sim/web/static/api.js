/** Asking the server: first a quick picture, then the full set; the latest question wins. */
import { asked } from "./question.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Answer} Answer */

const KEPT = 60;
const FIRST_AFTER = 40;
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
 * Ask for answers one after another.
 * @param {{onAnswer: (answer: Answer, question: Question) => void, onWait: (stage: string) => void, onFault: (line: string) => void}} on
 */
export function createApi(on) {
  const client = newClient();
  let turn = 0;
  /** What is asked now, or was last answered. */
  let asking = "";
  /** @type {AbortController|null} */
  let going = null;
  /** @type {any} */
  let timer = 0;
  /** @type {Map<string, Answer>} */
  const kept = new Map();

  /** @param {Question} question @param {"first"|"full"} stage @param {AbortSignal} signal */
  async function fetched(question, stage, signal) {
    turn += 1;
    const response = await call("api/answer", { question, stage, client, turn }, signal);
    return response.status === 409 ? null : /** @type {Answer} */ (await response.json());
  }

  /** @param {Question} question @param {AbortSignal} signal */
  async function both(question, signal) {
    const key = asked(question);
    for (const stage of /** @type {("first"|"full")[]} */ (["first", "full"])) {
      on.onWait(stage);
      if (stage === "full") await new Promise((done) => setTimeout(done, FULL_AFTER));
      if (signal.aborted) return;
      const answer = await fetched(question, stage, signal);
      if (signal.aborted || !answer) return;
      kept.delete(key);
      kept.set(key, answer);
      if (kept.size > KEPT) kept.delete(/** @type {string} */ (kept.keys().next().value));
      on.onAnswer(answer, question);
    }
    on.onWait("");
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
    /** Ask; anything asked before and not yet answered is dropped. @param {Question} question */
    ask(question) {
      const key = asked(question);
      if (key === asking) return;
      asking = key;
      going?.abort();
      clearTimeout(timer);
      const here = kept.get(key);
      if (here) on.onAnswer(here, question);
      if (here?.stage === "full") return on.onWait("");
      const control = new AbortController();
      going = control;
      timer = setTimeout(() => {
        both(question, control.signal).catch((fault) => {
          if (control.signal.aborted) return;
          asking = "";
          on.onWait("");
          on.onFault(fault instanceof Fault ? fault.message : `The answer could not be read.${LAST_PICTURE}`);
        });
      }, FIRST_AFTER);
    },
  };
}
