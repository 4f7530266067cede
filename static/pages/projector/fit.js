/**
 * Makes words fit their place on the wall: measured, in steps, before anything is painted.
 *
 * Rule: nothing is shortened. First everything in a place becomes smaller by steps, down to the floor in
 * static/styles/pages/projector.css; then long words may break; then lists stand in columns; only then the floor gives
 * way. A place marked `data-cut` keeps the floor instead and says where the rest can be read.
 *
 * A place is an element of class `fit`; its style sheet multiplies sizes by `--fit` and knows `data-way`.
 */

/** @typedef {"free" | "tight" | "columns" | "crowded" | "cut"} Way */
/** @typedef {{way: Way, level: number}} Attempt `level`: factor on the sizes of the place */

const LEVELS = [1, 0.92, 0.84, 0.76, 0.69, 0.62, 0.56, 0.5, 0.45, 0.4, 0.36, 0.32, 0.28, 0.25];

/**
 * What to try, in this order.
 * @param {boolean} cut the place may end with a sentence instead of becoming too small
 * @returns {Attempt[]}
 */
export function attempts(cut) {
  const all = (/** @type {Way} */ way, /** @type {number} */ from) => LEVELS.slice(from).map((level) => ({ way, level }));
  return [...all("free", 0).slice(0, 5), ...all("tight", 3).slice(0, 5), ...all("columns", 3), ...(cut ? [{ way: /** @type {const} */ ("cut"), level: 0.32 }] : all("crowded", 8))];
}

/**
 * The first attempt that fits, else the last.
 * @param {readonly Attempt[]} tries at least one
 * @param {(attempt: Attempt) => boolean} fits
 * @returns {Attempt}
 */
export function choose(tries, fits) {
  return /** @type {Attempt} */ (tries.find(fits) ?? tries.at(-1));
}

/**
 * Fits every place below `ground`, now and whenever words, sizes or fonts change.
 * @param {HTMLElement} ground
 * @param {{signal?: AbortSignal}} [options]
 */
export function keepFitting(ground, { signal } = {}) {
  let fonts = 0;
  /** @type {WeakMap<Element, string>} */
  const fitted = new WeakMap();
  const fitAll = () => {
    for (const place of ground.querySelectorAll(".fit")) {
      const seen = `${fonts} ${signature(/** @type {HTMLElement} */ (place))}`;
      if (fitted.get(place) === seen) continue;
      fit(/** @type {HTMLElement} */ (place));
      fitted.set(place, seen);
    }
  };
  const words = new MutationObserver(fitAll);
  words.observe(ground, { childList: true, characterData: true, subtree: true });
  words.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "lang", "dir"] });
  const sizes = new ResizeObserver(fitAll);
  sizes.observe(ground);
  const loaded = () => {
    fonts += 1;
    fitAll();
  };
  document.fonts.addEventListener("loadingdone", loaded);
  signal?.addEventListener("abort", () => {
    words.disconnect();
    sizes.disconnect();
    document.fonts.removeEventListener("loadingdone", loaded);
  });
}

/**
 * A line box is a little taller than its letters: half a rem of it may stick out.
 * @param {HTMLElement} place
 */
function fit(place) {
  choose(attempts("cut" in place.dataset), ({ way, level }) => {
    place.dataset.way = way;
    place.style.setProperty("--fit", String(level));
    const slack = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 2;
    return place.scrollHeight <= place.clientHeight + slack && place.scrollWidth <= place.clientWidth + 1;
  });
}

/**
 * What a fit depends on. Digits count as equal, so that a running clock does not measure every second.
 * @param {HTMLElement} place
 */
function signature(place) {
  const type = getComputedStyle(document.documentElement).fontSize;
  const words = (place.textContent ?? "").replace(/\d/g, "0");
  return `${place.clientWidth} ${place.clientHeight} ${type} ${place.querySelectorAll("*").length} ${words}`;
}
