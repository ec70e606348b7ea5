/** The month slider that the chart and the networks share, with Play and Pause. */
import { calm, h } from "./dom.js";
import { count, monthWords } from "./format.js";

const TICK = 110;
const CALM_TICK = 1500;
const ROUNDS = 13;

/**
 * Make the slider.
 * @param {(month: number) => void} onMonth
 */
export function createMonths(onMonth) {
  let rounds = 0;
  let month = 0;
  /** @type {any} */
  let timer = 0;
  const input = h("input", { type: "range", id: "month", min: 0, step: 1, "aria-label": "Month", oninput: () => { stop(); onMonth(Number(input.value)); } });
  const said = h("output", { class: "said", for: "month" });
  const play = h("button", { type: "button", class: "play", "data-keep": "play", onclick: () => (timer ? stop() : start()) }, "▶ Play");
  const element = h("div", { class: "months" }, play, input, said);

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.replaceChildren("▶ Play");
  }
  /** With less movement asked for, Play goes year by year and slowly, in place of month by month. */
  function start() {
    const jump = calm() ? ROUNDS : 1;
    if (month >= rounds) onMonth(0);
    play.replaceChildren("❚❚ Pause");
    timer = setInterval(() => {
      const next = Math.min(rounds, month + jump);
      onMonth(next);
      if (next >= rounds) stop();
    }, calm() ? CALM_TICK : TICK);
  }
  return {
    element, stop,
    /** @param {number} at @param {number} of */
    set(at, of) {
      month = at;
      rounds = of;
      input.max = String(of);
      if (Number(input.value) !== at) input.value = String(at);
      input.style.setProperty("--at", `${of ? Math.round((1000 * at) / of) / 10 : 0}%`);
      input.setAttribute("aria-valuetext", `${monthWords(at)}, of ${count(of / ROUNDS, "year")}`);
      said.textContent = at === 0 ? "The start" : `Month ${at}, year ${Math.floor((at - 1) / ROUNDS) + 1}`;
    },
  };
}
