/**
 * Glossary: words of health and care, and of modelling, explained where they stand. Point at one, or move the keyboard
 * to it, and its meaning appears; it stays while pointed at, and Escape puts it away. Names typed by users are left alone.
 */
import { fold, h, put } from "./dom.js";

/** @typedef {{term: string, meaning: string}} Entry */
/** @typedef {{root?: Element|null, names?: string[]}} GlossaryOptions `names`: every text that users typed */

const LEFT_ALONE =
  "a, button, label, legend, input, select, option, textarea, summary, code, pre, h1, svg, dfn, dl, [aria-live], " +
  "[role=status], [role=alert], [aria-hidden=true], [data-user], [contenteditable], .sr";
const BLOCKS = "section, article, details, td, dialog, main";
/** Everyday words, which mostly stand for themselves: explained in the list, not marked in sentences. */
const EVERYDAY = new Set(
  "agent arm behaviour delayed draw intervention lever outcome parameter place round run scenario seat stream tie".split(
    " ",
  ),
);
/** @type {MutationObserver|null} */
let watcher = null;
/** @type {((shown: boolean) => void)|null} */
let shut = null;
/** @type {HTMLElement|null} */
let open = null;
let made = 0;

/**
 * Draw the full list in `element`, and mark the words of the page.
 * @param {HTMLElement} element
 * @param {Entry[]} entries
 * @param {GlossaryOptions} [options]
 */
export function render(element, entries, options = {}) {
  const sorted = [...entries].sort((one, other) => one.term.localeCompare(other.term, "en-GB"));
  const list = sorted.map(({ term, meaning }) =>
    h("div", {}, h("dt", { text: term }), h("dd", { text: plain(meaning) })),
  );
  const all = fold("glossary", `All ${sorted.length} words explained`, [h("dl", { class: "glossary-list" }, ...list)]);
  put(element, h("h2", { text: "Plain words" }), all);
  document.addEventListener("keydown", away, true);
  document.addEventListener("scroll", follow, { capture: true, passive: true });
  watch(options.root ?? document.querySelector("main"), entries, options.names ?? []);
}

/** Escape puts a meaning away, and does nothing else. @param {KeyboardEvent} event */
function away(event) {
  if (event.key !== "Escape" || !shut) return;
  event.stopPropagation();
  event.preventDefault();
  shut(false);
}

function follow() {
  if (open) place(open);
}

/**
 * Mark the words of `root` now and whenever it changes.
 * @param {Element|null} root @param {Entry[]} entries @param {string[]} names
 */
function watch(root, entries, names) {
  watcher?.disconnect();
  const words = dictionary(entries);
  if (!root || !words.size) return;
  const shape = pattern([...words.keys()]);
  const kept = names.map((name) => name.trim()).filter((name) => name.length > 1);
  const mark = () => {
    watcher?.disconnect();
    annotate(root, words, shape, kept);
    watcher?.observe(root, { childList: true, subtree: true, characterData: true });
  };
  let waiting = false;
  watcher = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  });
  mark();
}

/**
 * Return each spelling to look for, in lower case, with its entry: "NHS, NHSE" gives two.
 * @param {Entry[]} entries @returns {Map<string, Entry>}
 */
export function dictionary(entries) {
  const words = new Map();
  for (const entry of entries)
    for (const spelling of entry.term.split(",").map((part) => part.trim().toLowerCase()))
      if (spelling.length > 2 && !EVERYDAY.has(spelling) && !words.has(spelling)) words.set(spelling, entry);
  return words;
}

/** Find any of the words, longest first, whole, also in the plural. @param {string[]} spellings */
function pattern(spellings) {
  const longest = [...spellings].sort((one, other) => other.length - one.length);
  const parts = longest.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}&])(${parts.join("|")})(?:e?s)?(?![\\p{L}\\p{N}&])`, "giu");
}

/** @param {Element} root @param {Map<string, Entry>} words @param {RegExp} shape @param {string[]} names */
function annotate(root, words, shape, names) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  for (const text of texts) if (!text.parentElement?.closest(LEFT_ALONE)) markText(text, words, shape, names);
}

/**
 * Turn the first use of each word in a block into a button that explains it.
 * @param {Text} text @param {Map<string, Entry>} words @param {RegExp} shape @param {string[]} names
 */
function markText(text, words, shape, names) {
  const block = text.parentElement?.closest(BLOCKS);
  const value = text.data;
  const guarded = typed(value, names);
  /** @type {Set<string>} */
  const here = new Set();
  /** @type {(string|Node)[]} */
  const pieces = [];
  let from = 0;
  for (const found of value.matchAll(shape)) {
    const entry = words.get(found[1].toLowerCase());
    const end = found.index + found[0].length;
    if (!entry || guarded.some(([start, stop]) => found.index < stop && end > start)) continue;
    if (here.has(entry.term) || block?.querySelector(`dfn[data-term="${CSS.escape(entry.term)}"]`)) continue;
    here.add(entry.term);
    pieces.push(value.slice(from, found.index), explained(found[0], entry));
    from = end;
  }
  if (pieces.length) text.replaceWith(...pieces, value.slice(from));
}

/** Return where names typed by users stand in a text. @param {string} value @param {string[]} names */
function typed(value, names) {
  /** @type {[number, number][]} */
  const places = [];
  for (const name of names)
    for (let at = value.indexOf(name); at >= 0; at = value.indexOf(name, at + 1)) places.push([at, at + name.length]);
  return places;
}

/** @param {string} text as it stands @param {Entry} entry */
function explained(text, entry) {
  const id = `meaning-${(made += 1)}`;
  const term = h("strong", { text: entry.term });
  const tip = h("span", { class: "meaning", role: "tooltip", id, hidden: true }, term, `: ${plain(entry.meaning)}.`);
  const word = h("button", { type: "button", class: "term", "aria-describedby": id, text });
  const show = (/** @type {boolean} */ shown) => {
    if (shown && shut !== show) shut?.(false);
    tip.hidden = !shown;
    if (shown) [shut, open] = [show, tip];
    else if (shut === show) [shut, open] = [null, null];
    if (shown) place(tip);
  };
  const on = {
    pointerenter: () => show(true),
    pointerleave: () => show(document.activeElement === word),
    focusin: () => show(true),
    focusout: () => show(false),
    click: () => show(true),
  };
  return h("dfn", { class: "explained", "data-term": entry.term, on }, word, tip);
}

/** Rid a meaning of the stars that mark other words in it. @param {string} meaning */
function plain(meaning) {
  return meaning.replaceAll("*", "");
}

/**
 * Put a meaning under its word, or above where there is no room: fixed, so that no scrolling box cuts it off.
 * @param {HTMLElement} tip
 */
function place(tip) {
  const word = tip.parentElement?.getBoundingClientRect();
  if (!word) return;
  const { clientWidth: wide, clientHeight: high } = document.documentElement;
  const { width, height } = tip.getBoundingClientRect();
  const under = word.bottom + height <= high || word.top < height;
  tip.style.left = `${Math.max(8, Math.min(word.left, wide - width - 8))}px`;
  tip.style.top = `${under ? word.bottom : word.top - height}px`;
}
