/** The buttons of the header: undo, redo, replay and large text. */
import { button } from "./dom.js";

const KEY = "common-ground-large-text";

/** What a browser keeps of the reader's taste; some browsers keep nothing. @param {string} [value] */
function taste(value) {
  try {
    if (value === undefined) return localStorage.getItem(KEY);
    localStorage.setItem(KEY, value);
  } catch { /* a browser that keeps nothing still shows the page */ }
  return null;
}

/**
 * Make the buttons and the keys that do the same.
 * @param {any} store
 * @param {{announce: (text: string) => void, replay: () => void}} options
 */
export function createTools(store, options) {
  const undo = button("↶ Undo", () => { const what = store.undo(); options.announce(what ? `Undone: ${what}.` : ""); }, { class: "tool" });
  const redo = button("↷ Redo", () => { const what = store.redo(); options.announce(what ? `Done again: ${what}.` : ""); }, { class: "tool" });
  const replay = button("Replay", options.replay, { class: "tool", "aria-label": "Replay my last change", title: "Show the answer before my last change, then the change again" });
  const large = button("Large text", () => {
    const on = !document.documentElement.classList.contains("large");
    enlarge(on);
    taste(on ? "yes" : "no");
  }, { class: "tool", "aria-pressed": "false" });
  document.getElementById("history")?.append(undo, redo, replay);
  document.getElementById("ways")?.append(large);

  /** @param {boolean} on */
  function enlarge(on) {
    document.documentElement.classList.toggle("large", on);
    large.setAttribute("aria-pressed", String(on));
    dispatchEvent(new Event("resize"));
  }
  enlarge(taste() === "yes");
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input[type=text], input[type=number], textarea");
    if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    (event.shiftKey ? redo : undo).click();
  });
  return {
    update() {
      undo.disabled = !store.canUndo;
      redo.disabled = !store.canRedo;
      replay.disabled = !store.canUndo;
      undo.title = store.canUndo && store.what ? `Undo ${store.what}` : "";
    },
  };
}
