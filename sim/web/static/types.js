/**
 * The shapes of what the page is told and asks; comments only, read by editors and people.
 *
 * @typedef {{key: string, question: string, label: string, group: string, open: boolean, low: number, high: number,
 *   step: number, default: number, scale: number, decimals: number, prefix: string, unit: string, low_words: string,
 *   high_words: string, meaning?: string, evidence: string, evidence_words: string, source: string,
 *   only: string[]|null, both: boolean, moves?: {people: string[], others: string[]}|null}} Lever
 * @typedef {{nothing: boolean, said: string}|null} Alone
 * @typedef {{name: string, label: string, sentence: string, values: Object<string, number>, alone?: Alone}} Start
 * @typedef {{name: string, label: string, sentence: string, least: number, alone?: Alone}} Intervention
 * @typedef {{sides: Side[], name: string, what: string, who: string, from: number, until: number|null, ramp: number,
 *   waits: string, numbers: string, words: string}} Planned
 * @typedef {{key: string, question: string, default: number, low: number, high: number, step: number, unit: string,
 *   decimals: number, scale?: number}} Figure
 * @typedef {{key: string, label: string, short?: string, sector: string, x: number, y: number}} Organisation
 * @typedef {{name: string, label: string, short: string, domain: string, unit: string, better: number, grade: string,
 *   grade_words: string, definition: string, headline: boolean, percent: boolean, decimals: number, prefix: string,
 *   suffix: string, meaningful?: number, relative?: boolean}} Outcome
 * @typedef {{id: string, title: string, teaser: string, group: string, question: Question, notes: string,
 *   source: string, published?: string[]}} Story
 * @typedef {{id: string, says: string, asked: string, found: string, holds: boolean, kind: string}} Fact
 * @typedef {{version: string, caps: Object<string, any>, groups: {id: string, title: string, about: string}[],
 *   behaviours: Start[], interventions: Intervention[], orders: {name: string, label: string}[], pressures: Start[], levers: Lever[], figures: Figure[], organisations: Organisation[],
 *   interfaces: {between: string[]}[], outcomes: Outcome[], domains: string[], stories: Story[],
 *   checklist: Object<string, string>[], glossary: {term: string, meaning: string}[],
 *   scoreboard: {holds: number, total: number, came_out: number[], facts: Fact[]}, limits: string[],
 *   about: {title: string, text: string}[], predict: {outcomes: string[]}, begin_with?: Question}} Catalogue
 *
 * @typedef {"a"|"b"} Side
 * @typedef {{name: string, behaviour: string, pressure: string, values: Object<string, number>,
 *   plan?: Object<string, Object<string, any>>}} Future
 * @typedef {{title: string, story: string|null, years: number, a: Future, b: Future,
 *   place: {figures: Object<string, number>, names: Object<string, string>},
 *   checklist: Object<string, {now: number, wanted: number}>,
 *   predictions: {who: string, outcome: string, says: string}[]}} Question
 *
 * @typedef {{outcome: string, a: string, b: string, difference: string, interval: string, change: number, matters: number, points: boolean,
 *   better: number, same: number, worse: number, of: number, dots: string[], word: string, words: string,
 *   neutral: boolean}} Card
 * @typedef {{q10: number[], q25: number[], q50: number[], q75: number[], q90: number[]}} Fan
 * @typedef {{trust: number[][], pressure: number[][], said: [string, string][]}} Network
 * @typedef {{key: string, stage: string, futures: number, years: number, names: {a: string, b: string}, place: string,
 *   world_words: string, timeline?: Planned[], sentence: {verdict: string, title: string, parts: {kind: string, text: string}[], text: string},
 *   published?: string[], cards: Card[], rounds: number, fans: Object<string, {a: Fan, b: Fan, d?: Fan}>,
 *   events: {label: string, from: number, to: number}[],
 *   network: {a: Network, b: Network, decimals: number},
 *   mind: Object<string, any>, cost: {words: string, pays: string},
 *   agree: {text: string, hours: string, lever: string}[], command: string, seconds: number}} Answer
 *
 * Options that a part of the page may be given; all may be left out in a hand-out.
 * @typedef {{catalogue: Catalogue, question: Question, outcome?: string, month?: number, ghost?: Answer|null,
 *   onOutcome?: (name: string) => void, onMonth?: (month: number) => void, announce?: (text: string) => void,
 *   [more: string]: any}} Options
 */
export {};
