/**
 * Finds what a kind of step shows on a page: `static/steps/<kind>/<page>.js` with `<kind>.css`. The name is the wiring.
 *
 * Rule: a kind that fails to load or is not made for this role leaves its place empty; the page lives.
 */

/** @type {Map<string, any>} */
const loaded = new Map();
/** @type {Set<string>} */
const asked = new Set();

/**
 * The module of a kind, or undefined while it is being fetched.
 * @param {string} kind
 * @param {"participant" | "desk" | "projector" | "console"} page
 * @param {() => void} refresh called when it is there
 * @returns {any}
 */
export function kindFor(kind, page, refresh) {
  const path = `../steps/${kind}/${page}.js`;
  if (!asked.has(path)) {
    asked.add(path);
    Promise.all([import(path), styled(kind)]).then(
      ([module]) => {
        loaded.set(path, module);
        refresh();
      },
      (problem) => {
        console.error(problem);
        setTimeout(() => asked.delete(path), 3000);
      },
    );
  }
  return loaded.get(path);
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
 * Fetches the kinds of the evening before they are needed, so that a weak line later does not matter.
 * @param {import("./views.js").Agenda} agenda
 * @param {"participant" | "desk" | "projector" | "console"} page
 * @param {() => void} refresh
 */
export function fetchKinds(agenda, page, refresh) {
  whenIdle(() => {
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
