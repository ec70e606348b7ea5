/** How far an answer has got: greyed while it answers what was asked before, and plain about what more futures changed. */

/** @typedef {import("./types.js").Answer} Answer */

const OLD = "This answers what was asked before. The new answer is being worked out…";

/**
 * Watch answers arrive.
 * @param {HTMLElement} page what is greyed
 * @param {number} full how many futures there will be
 */
export function createProgress(page, full) {
  /** What was said first of the question that is answered. @type {{key: string, title: string, text: string}|null} */
  let first = null;
  let note = "";
  /** Whether what is shown answers what was asked before. */
  let stale = false;

  /** @param {Answer} answer */
  function said(answer) {
    const { title, text } = answer.sentence;
    if (answer.stage === "first") {
      first = { key: answer.key, title, text };
      return `A first look, from ${answer.futures} futures of ${full}: it may still change.`;
    }
    if (first?.key !== answer.key) return "";
    const all = `All ${answer.futures} futures are in`;
    if (first.title !== title) return `Changed now that all ${answer.futures} futures are in. First look: “${first.title}”`;
    return first.text === text ? `${all}, and say the same as the first look.` : `${all}: the finding stands, and some of its numbers moved.`;
  }

  return {
    /** What stands below the finding now, whoever draws it anew. */
    get note() { return stale ? OLD : note; },
    /** Say what an answer that has come means for what was read before. @param {Answer} answer */
    came(answer) { note = said(answer); },
    /** Grey what is shown, or not. @param {boolean} old whether it answers what was asked before */
    age(old) {
      stale = old;
      document.body.classList.toggle("old-answer", old);
      page.querySelector(".found")?.setAttribute("aria-busy", String(old));
      for (const line of document.querySelectorAll(".finding-note")) line.textContent = this.note;
    },
  };
}
