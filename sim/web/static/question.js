/** The question: two futures and what differs, read and changed without ever altering one in place. */

/** @typedef {import("./types.js").Question} Question */
/** @typedef {import("./types.js").Catalogue} Catalogue */
/** @typedef {import("./types.js").Lever} Lever */
/** @typedef {import("./types.js").Side} Side */

/** @type {Side[]} */
export const SIDES = ["a", "b"];
/** @param {Side} side @returns {Side} */
export const other = (side) => (side === "a" ? "b" : "a");

/** The question with which the page opens. @param {Catalogue} catalogue @returns {Question} */
export function firstQuestion(catalogue) {
  return complete(catalogue.begin_with ?? catalogue.stories[0].question);
}

/** Fill what a question may leave out. @param {any} given @returns {Question} */
export function complete(given) {
  const future = (/** @type {any} */ one) => ({ ...one, values: { ...(one?.values ?? {}) }, plan: { ...(one?.plan ?? {}) } });
  return {
    title: given.title ?? "",
    story: given.story ?? null,
    years: given.years ?? 6,
    a: future(given.a),
    b: future(given.b),
    place: { figures: { ...(given.place?.figures ?? {}) }, names: { ...(given.place?.names ?? {}) } },
    checklist: { ...(given.checklist ?? {}) },
    predictions: [...(given.predictions ?? [])],
  };
}

/**
 * What a lever stands at before anybody moves it: by the behaviour, else the pressure, else its default.
 * @param {Catalogue} catalogue @param {Question} question @param {Side} side @param {Lever} lever
 */
export function startValue(catalogue, question, side, lever) {
  const { behaviour, pressure } = question[side];
  const by = catalogue.behaviours.find((one) => one.name === behaviour)?.values[lever.key];
  return by ?? catalogue.pressures.find((one) => one.name === pressure)?.values[lever.key] ?? lever.default;
}

/** What a lever stands at. @param {Catalogue} catalogue @param {Question} question @param {Side} side @param {Lever} lever */
export function leverValue(catalogue, question, side, lever) {
  return question[side].values[lever.key] ?? startValue(catalogue, question, side, lever);
}

/** Whether a lever acts in a future. @param {Question} question @param {Side} side @param {Lever} lever */
export function acts(question, side, lever) {
  return !lever.only || lever.only.length === 0 || lever.only.includes(question[side].behaviour);
}

/**
 * Set a lever in one future or both; `null` puts it back.
 * @param {Question} question @param {Side[]} sides @param {string} key @param {number|null} value
 */
export function withLever(question, sides, key, value) {
  const next = { ...question };
  for (const side of sides) {
    const values = { ...next[side].values };
    if (value === null) delete values[key];
    else values[key] = value;
    next[side] = { ...next[side], values };
  }
  return next;
}

/**
 * Set the behaviour of a future; its name follows if nobody had changed that.
 * @param {Catalogue} catalogue @param {Question} question @param {Side} side @param {string} name
 */
export function withBehaviour(catalogue, question, side, name) {
  const known = (/** @type {string} */ label) => catalogue.behaviours.some((one) => one.label === label);
  const label = catalogue.behaviours.find((one) => one.name === name)?.label ?? name;
  const future = question[side];
  return { ...question, [side]: { ...future, behaviour: name, name: known(future.name) ? label : future.name } };
}

/** Set the pressure in one future or both. @param {Question} question @param {Side[]} sides @param {string} pressure @returns {Question} */
export function withPressure(question, sides, pressure) {
  const next = { ...question };
  for (const side of sides) next[side] = { ...next[side], pressure };
  return next;
}

/** Set a part of a future. @param {Question} question @param {Side} side @param {Object<string, any>} part @returns {Question} */
export function withFuture(question, side, part) {
  return { ...question, [side]: { ...question[side], ...part } };
}

/**
 * Add an entry to the plan of a future, under a name that is free there.
 * @param {Question} question @param {Side} side @param {string} name @param {Object<string, any>} entry @returns {Question}
 */
export function withEntry(question, side, name, entry) {
  const plan = question[side].plan ?? {};
  const base = name.replace(/\W/g, "_").slice(0, 36);
  let free = base;
  for (let k = 2; free in plan; k++) free = `${base}_${k}`;
  return withFuture(question, side, { plan: { ...plan, [free]: entry } });
}

/** Take an entry out of the plan of a future. @param {Question} question @param {Side} side @param {string} name @returns {Question} */
export function withoutEntry(question, side, name) {
  const { [name]: _, ...plan } = question[side].plan ?? {};
  return withFuture(question, side, { plan });
}

/**
 * Set a figure or a name of the place; `null` puts it back.
 * @param {Question} question @param {"figures"|"names"} kind @param {string} key @param {any} value @returns {Question}
 */
export function withPlace(question, kind, key, value) {
  const part = { .../** @type {Object<string, any>} */ (question.place[kind]) };
  if (value === null || value === "") delete part[key];
  else part[key] = value;
  return { ...question, place: { ...question.place, [kind]: part } };
}

/** The name of an organisation as this team calls it. @param {Question} question @param {{key: string, label: string}} organisation */
export function organisationName(question, organisation) {
  return question.place.names[organisation.key] || organisation.label;
}

/**
 * What has been moved, compared with the defaults of the two futures' starts.
 * @param {Catalogue} catalogue @param {Question} question
 * @returns {{side: Side, lever: Lever, value: number, start: number}[]}
 */
export function moved(catalogue, question) {
  return SIDES.flatMap((side) =>
    catalogue.levers
      .filter((lever) => question[side].values[lever.key] !== undefined)
      .map((lever) => ({
        side, lever, value: question[side].values[lever.key], start: startValue(catalogue, question, side, lever),
      }))
      .filter(({ value, start }) => value !== start),
  );
}

/** The part of a question on which its answer rests. @param {Question} question */
export function asked(question) {
  return JSON.stringify([question.a, question.b, question.place.figures, question.years]);
}
