/** Choosing two futures: stories, tabs, how teams behave, what the place faces, sliders in four groups, and years. */
import { button, fold, h, put } from "./dom.js";
import { count, leverNumber } from "./format.js";
import { render as renderPlace } from "./place.js";
import {
  SIDES, leverValue, moved, other, startValue, withBehaviour, withFuture, withLever, withPressure,
} from "./question.js";
import { slider } from "./slider.js";

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Lever} Lever */
/** @typedef {import("./types.js").Side} Side */
/** @typedef {import("./types.js").Story} Story */

/**
 * Make the panel; call `update` when the question changes.
 * @param {HTMLElement} element @param {Catalogue} catalogue
 * @param {{store: any, onStory: (story: Story) => void, announce: (text: string) => void}} options
 */
export function createLevers(element, catalogue, options) {
  const { store } = options;
  /** @type {Side} */
  let side = "b";
  /** World levers that a reader took apart. @type {Set<string>} */
  const apart = new Set();
  const together = (/** @type {Lever} */ lever) => lever.both && !apart.has(lever.key);
  const sides = (/** @type {Lever} */ lever) => (together(lever) ? SIDES : [side]);
  const hands = {
    catalogue, together,
    move: (/** @type {Lever} */ lever, /** @type {number} */ value) =>
      store.set(withLever(store.question, sides(lever), lever.key, value), lever.label, `lever-${lever.key}-${side}`),
    release: () => store.release(),
    reset: (/** @type {Lever} */ lever) => store.set(withLever(store.question, sides(lever), lever.key, null), `${lever.label} put back`),
    join: (/** @type {Lever} */ lever, /** @type {boolean} */ on) => {
      apart[on ? "delete" : "add"](lever.key);
      const value = leverValue(catalogue, store.question, side, lever);
      if (on) store.set(withLever(store.question, [other(side)], lever.key, value), `${lever.label}, same for both`);
      update(store.question);
    },
  };
  const sliders = catalogue.levers.map((lever) => slider(lever, hands));

  const tabs = SIDES.map((one) => h("button", {
    type: "button", role: "tab", id: `tab-${one}`, class: `tab ${one}`, "aria-controls": "future", onclick: () => show(one),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
      event.preventDefault();
      show(event.key === "Home" ? "a" : event.key === "End" ? "b" : other(side));
      tabs[SIDES.indexOf(side)].focus();
    },
  }));
  const story = storyPicker(catalogue, options.onStory);
  const behaviour = chooser("behaviour", "How do teams behave?", catalogue.behaviours, (name) =>
    store.set(withBehaviour(catalogue, store.question, side, name), "how teams behave"));
  const pressure = chooser("pressure", "What do we face?", catalogue.pressures, (name) =>
    store.set(withPressure(store.question, apart.has("pressure") ? [side] : SIDES, name), "what the place faces"));
  const same = h("input", { type: "checkbox", onchange: () => {
    apart[same.checked ? "delete" : "add"]("pressure");
    if (same.checked) store.set(withPressure(store.question, [other(side)], store.question[side].pressure), "what the place faces, same for both");
  } });
  pressure.element.querySelector(".choose-head")?.append(h("label", { class: "samefor" }, same, " same for both"));
  const name = h("input", { type: "text", id: "future-name", maxlength: catalogue.caps.name, autocomplete: "off", onchange: () =>
    store.set(withFuture(store.question, side, { name: name.value.trim().slice(0, catalogue.caps.name) || `Future ${side.toUpperCase()}` }), "a name") });
  const place = h("div", { class: "place" });
  const changes = h("div", { class: "changes" });
  const panel = h("div", { id: "future", role: "tabpanel", class: "future" },
    behaviour.element, pressure.element,
    catalogue.groups.map((group) => groupOf(group, sliders.filter(({ lever }) => lever.group === group.id))),
    h("a", { class: "to-plan", href: "#plan" }, "Begin or end something at a date, for some of us ↓"),
    fold("name", ["Name this future"], [h("label", { for: "future-name" }, "What shall we call it?"), name]));
  element.replaceChildren(
    h("h2", { id: "levers-title" }, "Choose two futures"), story.element, h("div", { class: "tabs", role: "tablist", "aria-label": "Future to change" }, tabs), panel, place, changes);

  /** @param {Side} chosen */
  function show(chosen) {
    side = chosen;
    store.release();
    update(store.question);
    options.announce(`You are changing future ${side.toUpperCase()}, ${store.question[side].name}.`);
  }

  /** @param {Question} question */
  function update(question) {
    element.dataset.side = side;
    SIDES.forEach((one, k) => {
      tabs[k].setAttribute("aria-selected", String(one === side));
      tabs[k].tabIndex = one === side ? 0 : -1;
      tabs[k].replaceChildren(h("b", {}, `Future ${one.toUpperCase()}`), h("span", {}, question[one].name));
    });
    panel.setAttribute("aria-labelledby", `tab-${side}`);
    story.update(question);
    behaviour.update(question[side].behaviour);
    pressure.update(question[side].pressure);
    if (question.a.pressure !== question.b.pressure) apart.add("pressure");
    same.checked = !apart.has("pressure");
    for (const lever of catalogue.levers.filter((one) => one.both)) {
      if (leverValue(catalogue, question, "a", lever) !== leverValue(catalogue, question, "b", lever)) apart.add(lever.key);
    }
    if (document.activeElement !== name) name.value = question[side].name;
    for (const one of sliders) one.update(question, side);
    renderPlace(place, catalogue, question, store);
    put(changes, ...listed(question));
  }

  /** @param {Question} question */
  function listed(question) {
    const all = moved(catalogue, question);
    if (!all.length) return [];
    const rows = all.map(({ side: of, lever, value, start }) => h("li", {},
      h("b", { class: of }, of.toUpperCase()), ` ${lever.label}: ${leverNumber(lever, value)}, not ${leverNumber(lever, start)} `,
      button("Put back", () => store.set(withLever(store.question, [of], lever.key, null), `${lever.label} put back`),
        { class: "small", "data-keep": `back-${of}-${lever.key}`, "aria-label": `Put back ${lever.label} in future ${of.toUpperCase()}` })));
    const clear = () => store.set(SIDES.reduce((q, of) => withFuture(q, of, { values: {} }), store.question), "all sliders put back");
    return [fold("changes", [`${all.length === 1 ? "1 slider" : `${all.length} sliders`} moved from where ${all.length === 1 ? "it starts" : "they start"}`],
      [h("ul", {}, rows), button("Put all back", clear, { class: "small", "data-keep": "back-all" })])];
  }

  return { update, show, get side() { return side; }, startValue };
}

/** @param {{id: string, title: string, about: string}} group @param {ReturnType<typeof slider>[]} sliders */
function groupOf(group, sliders) {
  if (!sliders.length) return null;
  const open = sliders.filter(({ lever }) => lever.open);
  const rest = sliders.filter(({ lever }) => !lever.open);
  const inside = h("div", { id: `group-${group.id}`, class: "rest", hidden: true }, group.about && h("p", { class: "hint" }, group.about), rest.map(({ element }) => element));
  const words = (/** @type {boolean} */ shut) => (shut ? `${open.length ? `${rest.length} more` : count(rest.length, "slider")} ▾` : "fewer ▴");
  const more = button(words(true), () => {
    inside.hidden = !inside.hidden;
    more.firstChild.textContent = words(inside.hidden);
    more.setAttribute("aria-expanded", String(!inside.hidden));
  }, { class: "more", "aria-expanded": "false", "aria-controls": inside.id });
  more.append(h("span", { class: "sr" }, `: ${group.title}`));
  return h("section", { class: "group", "aria-label": group.title },
    h("div", { class: "group-head" }, h("h3", {}, group.title), rest.length > 0 && more), open.map(({ element }) => element), inside);
}

/** @param {string} id @param {string} label @param {import("./types.js").Start[]} choices @param {(name: string) => void} choose */
function chooser(id, label, choices, choose) {
  const said = h("p", { class: "hint", id: `${id}-said` });
  const select = h("select", { id: `choose-${id}`, "aria-describedby": said.id, onchange: () => choose(select.value) },
    choices.map((one) => h("option", { value: one.name }, one.label)));
  return {
    element: h("div", { class: "choose" },
      h("div", { class: "choose-head" }, h("label", { for: select.id }, label)), select, said),
    update(/** @type {string} */ name) {
      select.value = name;
      said.textContent = choices.find((one) => one.name === name)?.sentence ?? "";
    },
  };
}

/** @param {Catalogue} catalogue @param {(story: Story) => void} choose */
function storyPicker(catalogue, choose) {
  const groups = [...new Set(catalogue.stories.map((one) => one.group))];
  const own = h("option", { value: "" }, "Your own question");
  const said = h("p", { class: "hint", id: "story-said" });
  const select = h("select", { id: "story", "aria-describedby": said.id, onchange: () => {
    const chosen = catalogue.stories.find((one) => one.id === select.value);
    if (chosen) choose(chosen);
  } }, own, groups.map((group) => h("optgroup", { label: group },
    catalogue.stories.filter((one) => one.group === group).map((one) => h("option", { value: one.id }, one.title)))));
  return {
    element: h("div", { class: "choose" }, h("label", { for: "story" }, "Start from a story"), select, said),
    update(/** @type {Question} */ question) {
      const chosen = catalogue.stories.find((one) => one.id === question.story);
      select.value = chosen?.id ?? "";
      said.textContent = chosen?.teaser ?? "";
    },
  };
}
