/**
 * Finds what a kind of step shows on a page: `static/steps/<kind>/<page>.js` with `<kind>.css`. The name is the wiring.
 *
 * Rule: a kind that fails to load or is not made for this role leaves its place empty; the page lives.
 */

/** Milliseconds: a page that is not older has just been fetched. */
const YOUNG = 10_000;

/** @type {Map<string, any>} */
const loaded = new Map();
/** @type {Set<string>} */
const asked = new Set();
/** What is on its way. @type {Set<string>} */
const coming = new Set();

/**
 * The module of a kind, or undefined while it is being fetched.
 * @param {string} kind
 * @param {"participant" | "desk" | "projector" | "console"} page
 * @param {() => void} refresh called when it is there
 * @returns {any}
 */
export function kindFor(kind, page, refresh) {
  const path = pathOf(kind, page);
  if (!asked.has(path)) {
    asked.add(path);
    coming.add(path);
    Promise.all([import(path), styled(kind)]).then(
      ([module]) => {
        loaded.set(path, module);
        coming.delete(path);
        refresh();
      },
      (problem) => {
        console.error(problem);
        coming.delete(path);
        if (isOutdated(problem, performance.now(), wasReloaded())) location.reload();
        setTimeout(() => asked.delete(path), 3000);
      },
    );
  }
  return loaded.get(path);
}

/**
 * Whether the page is older than what it fetches: after an update of the server it lacks what a new kind asks it for.
 * What somebody has begun to write is kept over a reload. A page that has only just come, or was opened anew already,
 * would be no better the next time: a browser that cannot read a kind must not begin again for ever.
 * @param {unknown} problem
 * @param {number} age ms since the page was opened
 * @param {boolean} reloaded whether it was opened anew
 */
export function isOutdated(problem, age, reloaded) {
  return problem instanceof SyntaxError && age > YOUNG && !reloaded;
}

function wasReloaded() {
  return performance.getEntriesByType("navigation").some((entry) => /** @type {PerformanceNavigationTiming} */ (entry).type === "reload");
}

/**
 * The module of a kind if it is there already; it is not fetched for that.
 * @param {string} kind
 * @param {"participant" | "desk" | "projector" | "console"} page
 * @returns {any}
 */
export function kindThere(kind, page) {
  return loaded.get(pathOf(kind, page));
}

/**
 * @param {string} kind
 * @param {string} page
 */
function pathOf(kind, page) {
  return `../steps/${kind}/${page}.js`;
}

/**
 * Has the kind's stylesheet in the page, once.
 * @param {string} kind
 * @returns {Promise<unknown>}
 */
function styled(kind) {
  const href = new URL(`../steps/${kind}/${kind}.css`, import.meta.url).pathname;
  if (document.querySelector(`link[rel="stylesheet"][href="${href}"]`)) return Promise.resolve();
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  document.head.append(sheet);
  return new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = () => {
      sheet.remove();
      reject(new Error(`no stylesheet for ${kind}`));
    };
  });
}

/**
 * Fetches the kinds of the evening before they are needed, so that a weak line later does not matter; but not while one
 * that is needed now is on its way, which would have to share the line with them. To be called at every drawing.
 * @param {import("./views.js").Agenda} agenda
 * @param {"participant" | "desk" | "projector" | "console"} page
 * @param {() => void} refresh
 */
export function fetchKinds(agenda, page, refresh) {
  whenIdle(() => {
    if (coming.size) return;
    for (const { kind } of Object.values(agenda.steps)) kindFor(kind, page, refresh);
  });
}

/**
 * The first picture comes first.
 * @param {() => void} task
 */
function whenIdle(task) {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(task);
  else setTimeout(task, 500);
}
