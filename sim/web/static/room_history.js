/**
 * Where in the room the reader is, kept in the browser's history: reload and Back stay in the room.
 * Only the place is kept here; what is asked stands in the address.
 */

/** @typedef {{step: number, voices: string[], notes: boolean}} Place */

/** Whether the entry of the history that is on was made by the room. @param {any} state */
const ours = (state) => Boolean(state && typeof state === "object" && "room" in state);

/** Where the reader is by the history; null on the page. @returns {Place|null} */
export function place() {
  return ours(history.state) ? history.state.room : null;
}

/** Go on to another step, or with null to the page: Back brings back where the reader was. @param {Place|null} next */
export function goOn(next) {
  if (!ours(history.state)) history.replaceState({ ...history.state, room: null }, "");
  history.pushState({ ...history.state, room: next }, "");
}

/** Note what changed within a step. @param {Place} now */
export function note(now) {
  if (place()) history.replaceState({ ...history.state, room: now }, "");
}

/** Call when Back or Forward of the browser leads to another step, or with null to the page. @param {(place: Place|null) => void} then */
export function onBack(then) {
  addEventListener("popstate", (event) => {
    if (ours(event.state)) then(event.state.room);
  });
}

/**
 * Keep what is asked now when Back leads through the room: what people predicted since is not to be lost.
 * @param {() => string} address of what is asked now
 */
export function keepAsked(address) {
  addEventListener("popstate", (event) => {
    if (ours(event.state)) history.replaceState(event.state, "", address());
  });
}
