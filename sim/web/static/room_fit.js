/** What stands on one screen: a step's letters get smaller by as much as it takes, never too small for the back row. */

/** The smallest letters that are still read: as a share of the usual ones from the back row, and in pixels from the first. */
const SMALLEST = { share: 0.7, pixels: 14 };
const STEP = 0.02;

/**
 * Let a step fit its screen where it can; what cannot keeps its usual size and scrolls.
 * @param {HTMLElement} body
 */
export function fit(body) {
  const tooLong = () => body.scrollHeight > body.clientHeight;
  body.style.fontSize = "";
  const smallest = Math.max(SMALLEST.share, SMALLEST.pixels / parseFloat(getComputedStyle(body).fontSize));
  for (let size = 1 - STEP; tooLong() && size >= smallest; size -= STEP) body.style.fontSize = `${size.toFixed(2)}em`;
  if (tooLong()) body.style.fontSize = "";
}
