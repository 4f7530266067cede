/**
 * Finds what a kind of step shows to a role: `static/steps/<kind>/<role>.js`. The name is the wiring.
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
    import(path).then(
      (module) => {
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
 * Fetches the kinds of the evening before they are needed, so that a weak line later does not matter.
 * @param {import("./views.js").Agenda} agenda
 * @param {"participant" | "desk" | "projector" | "console"} page
 * @param {() => void} refresh
 */
export function fetchKinds(agenda, page, refresh) {
  for (const { kind } of Object.values(agenda.steps)) kindFor(kind, page, refresh);
}
