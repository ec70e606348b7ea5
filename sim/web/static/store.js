/** What is asked now, what was asked before, and what the reader looks at. */
import { asked } from "./question.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {{question: Question, what: string, answer: Answer|null}} Step */

const MOST = 200;

/**
 * Keep a question and its history.
 * @param {Question} first
 */
export function createStore(first) {
  /** @type {Step[]} */
  let past = [];
  /** @type {Step[]} */
  let ahead = [];
  /** @type {Step} */
  let now = { question: first, what: "", answer: null };
  let holding = "";
  /** @type {((question: Question) => void)[]} */
  const listeners = [];
  const tell = () => listeners.forEach((listen) => listen(now.question));

  return {
    get question() { return now.question; },
    get answer() { return now.answer; },
    get what() { return now.what; },
    get canUndo() { return past.length > 0; },
    get canRedo() { return ahead.length > 0; },
    /** The picture before the last change of what is asked, for the ghost. @returns {Answer|null} */
    get before() {
      const step = past.findLast((one) => one.answer && asked(one.question) !== asked(now.question));
      return step?.answer ?? null;
    },
    /** The step before the last change. @returns {Step|null} */
    get last() { return past[past.length - 1] ?? null; },

    /**
     * Ask something else. Changes with the same tag in a row, such as one drag of a slider, are one step.
     * @param {Question} question @param {string} what in a few words, for "undo" @param {string} [tag]
     */
    set(question, what, tag = "") {
      if (JSON.stringify(question) === JSON.stringify(now.question)) return;
      if (!tag || tag !== holding) past = [...past.slice(1 - MOST), now];
      holding = tag;
      ahead = [];
      now = { question, what, answer: null };
      tell();
    },
    /** End a run of changes that counts as one step. */
    release() { holding = ""; },
    /** Change what does not count as a step, such as predictions. @param {Partial<Question>} part */
    amend(part) {
      now = { ...now, question: { ...now.question, ...part } };
      tell();
    },
    /** Keep the picture that belongs to what is asked. @param {Answer} answer */
    keep(answer) { now = { ...now, answer }; },
    undo() {
      const step = past[past.length - 1];
      if (!step) return "";
      const { what } = now;
      ahead = [now, ...ahead];
      past = past.slice(0, -1);
      now = step;
      holding = "";
      tell();
      return what;
    },
    redo() {
      const [step, ...rest] = ahead;
      if (!step) return "";
      past = [...past, now];
      ahead = rest;
      now = step;
      holding = "";
      tell();
      return now.what;
    },
    /** @param {(question: Question) => void} listen */
    subscribe(listen) { listeners.push(listen); },
  };
}
