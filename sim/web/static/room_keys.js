/** Keys of the room: single letters, page keys of a remote control, and Tab that stays within. */

const KEYS = "common-ground-single-keys";

/** Whether single keys act: they can be switched off for people who speak to their computer. */
export function keysOn() {
  try {
    return localStorage.getItem(KEYS) !== "off";
  } catch {
    return true;
  }
}

/** @param {any} event */
export function setKeys(event) {
  try {
    localStorage.setItem(KEYS, event.target.checked ? "on" : "off");
  } catch {
    event.target.checked = true;
  }
}

/** What takes letters; a list takes them only while the keyboard is used on it, to find an entry by its first letters. */
const LETTERS = "input:is([type=text], [type=number], :not([type])), textarea, select:focus-visible, [contenteditable]";
/** What a page key moves by itself. */
export const PAGED = `input[type=range], select, ${LETTERS}`;

/** @param {KeyboardEvent} event @param {string} [kinds] */
export function typing(event, kinds = LETTERS) {
  return event.target instanceof Element && event.target.closest(kinds);
}

/** @param {KeyboardEvent} event @param {string} letter */
export function single(event, letter) {
  return (
    event.key.toLowerCase() === letter &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !typing(event) &&
    keysOn()
  );
}

/** Keep the Tab key within the room. @param {KeyboardEvent} event @param {HTMLElement} dialog */
export function keepWithin(event, dialog) {
  const all = dialog.querySelectorAll(
    "button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex='0']",
  );
  const stops = [...all].filter((one) => one.getClientRects().length > 0);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const at = document.activeElement;
  const out = event.shiftKey ? at === first || at === dialog : at === last;
  if (!out) return;
  event.preventDefault();
  /** @type {any} */ (event.shiftKey ? last : first)?.focus();
}
