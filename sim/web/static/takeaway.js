/**
 * Take away: the link, the question as a file, the page on paper, a hand-out as one HTML file or for Word. Each says
 * plainly when it is done, and what went wrong when it is not.
 */
import { LAST_PICTURE, call } from "./api.js";
import { button, h, put } from "./dom.js";
import { opened } from "./link.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {{question: Question, link: () => string, open: (question: any) => void}} TakeOptions */
/** @typedef {{label: string, about: string, act: (options: TakeOptions) => Promise<string>}} Item */

/** @type {WeakMap<HTMLElement, TakeOptions>} the options of the last drawing, for buttons drawn once */
const current = new WeakMap();

/** @type {Item[]} */
const ITEMS = [
  { label: "Copy the link", about: "it opens this very question", act: copy },
  { label: "Save the question", about: "a small file that opens again here", act: save },
  { label: "Open a question", about: "a file saved before", act: open },
  { label: "Print", about: "for the board, on A4", act: print },
  {
    label: "Hand-out in one file",
    about: "opens in any browser, from an e-mail, offline",
    act: (options) => take(options, "html"),
  },
  { label: "Hand-out for Word", about: "to edit", act: (options) => take(options, "word") },
];

/**
 * Draw the button and its list, once.
 * @param {HTMLElement} element
 * @param {any} _answer
 * @param {TakeOptions} options
 */
export function render(element, _answer, options) {
  const drawn = current.has(element);
  current.set(element, options);
  if (drawn) return;
  const said = h("p", { class: "take-said", role: "status" });
  const list = h(
    "ul",
    { class: "take-list", id: "take-list", hidden: true },
    ...ITEMS.map((item) => entry(element, item, said)),
  );
  const folded = { "aria-expanded": "false", "aria-controls": "take-list" };
  const opener = h("button", { type: "button", class: "tool", ...folded, text: "Take away" });
  const show = (/** @type {boolean} */ shown) => {
    list.hidden = !shown;
    opener.setAttribute("aria-expanded", String(shown));
    if (shown) say(said, "", "");
  };
  opener.addEventListener("click", () => show(list.hidden));
  list.addEventListener("click", () => show(false));
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    say(said, "", "");
    if (list.hidden) return;
    event.stopPropagation();
    show(false);
    opener.focus();
  });
  element.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) show(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!(event.target instanceof Node) || element.contains(event.target)) return;
    show(false);
    if (said.classList.contains("done")) say(said, "", "");
  });
  element.classList.add("take");
  put(element, opener, list, said);
}

/** @param {HTMLElement} element @param {Item} item @param {HTMLElement} said */
function entry(element, item, said) {
  const act = async () => {
    const options = current.get(element);
    if (!options) return;
    /** @type {HTMLElement|null} */ (element.querySelector("button"))?.focus();
    say(said, `${item.label}: one moment…`, "");
    try {
      say(said, await item.act(options), "done");
    } catch (fault) {
      const why =
        fault instanceof Error
          ? fault.message.replace(LAST_PICTURE, "").replace(/([?!])\.$/, "$1")
          : "Please try again.";
      say(said, `${item.label}: not done. ${why}`, "failed");
    }
  };
  const made = button("", act, {});
  made.append(h("strong", { text: item.label }), h("span", { text: item.about }));
  return h("li", {}, made);
}

/** @param {HTMLElement} said @param {string} words @param {""|"done"|"failed"} how */
function say(said, words, how) {
  said.className = `take-said ${how}`;
  said.textContent = how ? `${how === "done" ? "✓" : "✗"} ${words}` : words;
}

/** @param {TakeOptions} options */
async function copy(options) {
  const link = options.link();
  const done = "Link copied. Paste it where you keep it: it opens wherever this page runs.";
  try {
    await navigator.clipboard.writeText(link);
    return done;
  } catch {
    const field = h("textarea", { class: "take-link", readonly: true, "aria-label": "Link to copy", text: link });
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (copied) return done;
    throw new Error("The browser did not allow it: copy the address at the top of the browser.");
  }
}

/** @param {TakeOptions} options */
function save(options) {
  return fetched("api/save", { question: options.question }, "question.yaml");
}

/** @param {TakeOptions} options @param {"html"|"word"} form */
function take(options, form) {
  return fetched("api/take", { question: options.question, form }, form === "html" ? "what-if.html" : "what-if.docx");
}

async function print() {
  globalThis.print();
  return "The print view was opened. One of its printers saves a file (PDF).";
}

/** @param {TakeOptions} options */
async function open(options) {
  const file = await chosen();
  if (!file) return "No file was chosen, and nothing has changed.";
  const { question, said } = await opened(await file.text(), file.name);
  options.open(question);
  return [`Opened ${file.name}.`, said, "Undo brings back what was here."].filter(Boolean).join(" ");
}

/** @returns {Promise<File|undefined>} the file chosen, if any */
function chosen() {
  return new Promise((resolve) => {
    const input = h("input", { type: "file", accept: ".yaml,.yml,.json" });
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}

/**
 * Ask for a file and hand it to the browser.
 * @param {string} path @param {any} body @param {string} otherwise its name, where the answer gives none
 */
async function fetched(path, body, otherwise) {
  const reply = await call(path, body);
  const name = /filename="?([^";]+)"?/.exec(reply.headers.get("content-disposition") ?? "")?.[1] ?? otherwise;
  const href = URL.createObjectURL(await reply.blob());
  const anchor = h("a", { href, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
  return `Saved as ${name}, where your browser keeps downloads.`;
}
