/**
 * The face of a step kind at the moderator's desk, and the drawings that several kinds share there.
 *
 * A kind's `desk.js` exports
 * - `scene(step, desk, part)`: what the desk shows of the step, see `Scene`;
 * - `remains(step, desk)` (optional): what stays in sight below later steps, e.g. the groups' results;
 * - `urgent(step, desk)` (optional): who waits for help, in one queue with others, in sight whichever step is shown;
 * - `insertion` (optional): the few fields that are needed to insert such a step while the evening runs.
 * The desk draws the frame and the controls; the kind says what is in it. Nothing here changes a view.
 */

import { html, nothing } from "lit-html";
import { number, percent, t, tn } from "../core/i18n.js";
import { icon } from "../core/said.js";
import { ticks } from "../core/ticks.js";

/** @typedef {import("../core/i18n.js").Text} Text */
/** @typedef {import("../core/connection.js").Outcome} Outcome */

/**
 * What a kind may use of the desk.
 * @typedef {object} Desk
 * @property {any} view `moderators` of docs/protocol.md
 * @property {number} now milliseconds since 1970 UTC by the server's clock
 * @property {import("../core/page.js").Live} live
 * @property {(wish: {type: string, [field: string]: any}) => Promise<Outcome>} act says it to the server; a refusal is shown
 * @property {(spot: string, sentence: string, does: () => unknown) => void} twice asks first; the same spot again does it
 * @property {(draw: () => Dialog) => void} open shows a dialog, drawn anew whenever something changes
 * @property {() => void} close
 * @property {(sentence: string) => void} say a sentence near the controls
 * @property {() => void} refresh
 */
/** @typedef {{title: string, body: unknown, wide?: boolean, read?: boolean}} Dialog `read`: there is nothing to press in it, so it is scrolled itself */
/**
 * Something the moderator can do now.
 * @typedef {object} Act
 * @property {string} label
 * @property {() => unknown} does
 * @property {" " | "r"} [key]
 * @property {boolean} [main] the one filled button
 * @property {boolean} [disabled]
 * @property {boolean} [spare] shown where there is room only, because it stands in another place too
 * @property {boolean} [adds] each press counts, also one right after another
 * @property {string} [why] a sentence beside it, where it is rarely needed
 */
/** @typedef {{item: string, title?: string, options: {id: string, label: string}[]}} Countable what can be counted by hand */
/** @typedef {{part: string, state: any, countable: Countable[], aloud: import("./callers.js").Aloud}} Asked a question as the moderators see it */
/**
 * @typedef {object} Scene
 * @property {string} eyebrow
 * @property {unknown} headline
 * @property {unknown} body
 * @property {Asked} [asked] a question; the desk knows its life and its controls
 * @property {string[]} [life] the states of something else, in order
 * @property {number} [at] which of them it is in
 * @property {{large: string, words: string}} [figure]
 * @property {boolean} [roomy] needs all the room: what an earlier step leaves in sight is folded at first
 * @property {Act[]} [acts]
 * @property {Act[]} [more] rarely needed
 */
/** @typedef {{field: string, why: string}} Wrong a field by its name, and in a sentence what it lacks */
/**
 * @typedef {object} Insertion
 * @property {() => string} label
 * @property {number} minutes usual length
 * @property {(wrong?: Wrong) => unknown} fields
 * @property {(form: FormData) => Wrong | undefined} [wrong] what the server would refuse
 * @property {(form: FormData, said: (words: string) => Text) => Record<string, unknown>} read settings as in a session file
 */
/**
 * Somebody who waits for help.
 * @typedef {object} Waiting
 * @property {string} id
 * @property {number} since
 * @property {boolean} taken somebody goes there
 * @property {string} said the sentence for a new call
 * @property {(first: boolean) => unknown} draw the row in the queue; `first`: nobody has waited longer
 */
/**
 * @typedef {object} DeskKind
 * @property {(step: any, desk: Desk, part: string | undefined) => Scene} scene
 * @property {(step: any, desk: Desk) => {title: string, state: string, body: unknown} | undefined} [remains]
 * @property {(step: any, desk: Desk) => Waiting[]} [urgent]
 * @property {Insertion} [insertion]
 */

/**
 * The sentence at a field that says what it lacks.
 * @param {Wrong | undefined} wrong
 * @param {string} field
 */
export function lack(wrong, field) {
  return wrong?.field === field ? html`<span class="field-lack" id=${`lack-${field}`} role="alert">${icon("warning", "icon-small")} ${wrong.why}</span>` : nothing;
}

/**
 * What is wrong with a field in which nothing but spaces stands.
 * @param {FormData} form
 * @param {string} field
 * @param {string} why
 * @returns {Wrong | undefined}
 */
export function missing(form, field, why) {
  return String(form.get(field) ?? "").trim() ? undefined : { field, why };
}

/**
 * How far a tally goes that is not for everybody's eyes yet: who sees it, and how many answers are in it.
 * @param {any} state of a question
 */
export function tallyNote(state) {
  if (state.phase === "revealed") return html`<p class="aside-line quiet small">${icon("screen", "icon-small")} ${whereShown(state.on ?? [])}</p>`;
  if (state.phase === "prepared" && !state.counts) return nothing;
  return html`<p class="aside-line quiet small">${icon("veil", "icon-small")} <span>${t("Only the moderation sees this.")} ${asOf(state)}</span></p>`;
}

/** @param {any} state */
function asOf(state) {
  if (state.phase !== "open" || !state.anonymous) return "";
  if (!state.counts) return t("Figures appear at ten answers, so that nobody’s choice shows.");
  return tn(
    "As of %(n)s answer; it grows in tens, so that nobody’s choice shows.",
    "As of %(n)s answers; it grows in tens, so that nobody’s choice shows.",
    state.counts.ballots,
  );
}

/** @param {string[]} screens */
function whereShown(screens) {
  if (screens.length === 1) return screens[0] === "projector" ? t("The result is shown on the projector only.") : t("The result is shown on the devices only.");
  return t("The result is shown on the projector and on all devices.");
}

/**
 * One line of a tally: words, strokes, number and share of the people who answered; the words alone before there are any.
 * @param {unknown} words
 * @param {number} count
 * @param {number} of
 */
export function tallyRow(words, count, of) {
  if (!of) return html`<div class="tally-row tally-row-none"><span>${words}</span></div>`;
  return html`<div class="tally-row">
    <span>${words}</span><span class="ticks" aria-hidden="true" ${ticks(count, of)}></span>
    <b>${number(count)}</b><span>${percent(count / of)}</span>
  </div>`;
}

/**
 * Where the answers came from, and the way to enter more.
 * @param {any} state of a question
 * @param {() => void} enter
 */
export function sources(state, enter) {
  const from = /** @type {[string, string][]} */ ([["app", t("App")], ["camera", t("Camera")], ["phone", t("Telephone")], ["paper", t("Paper")]]);
  const known = from.filter(([name]) => name === "app" || state.sources?.[name] !== undefined);
  const abstained = state.counts?.abstained ?? 0;
  return html`<p class="sources">
    ${known.map(([name, word]) => html`<span>${word} <b>${number(state.sources?.[name] ?? 0)}</b></span>`)}
    ${abstained ? html`<span>${t("Abstained")} <b>${number(abstained)}</b></span>` : nothing}
    ${state.round > 1 ? html`<span>${t("Round %(n)s", { n: state.round })}</span>` : nothing}
    ${state.phase === "prepared" ? nothing : html`<button class="button button-bare" type="button" @click=${enter}>${t("Enter counted votes")}</button>`}
  </p>`;
}

/**
 * A dialog that enters hands or papers counted by a person.
 * @param {Desk} desk
 * @param {string} step
 * @param {Asked} asked
 */
export function enterCounts(desk, step, asked) {
  desk.open(() => ({
    title: t("Enter counted votes"),
    body: html`<form class="desk-form" @submit=${(/** @type {SubmitEvent} */ event) => void saveCounts(event, desk, step, asked)}>
      ${callersCount(asked.state)}
      <fieldset class="field choices"><legend>${t("Where do they come from?")}</legend>
        ${[["camera", t("Hands seen on camera")], ["phone", t("People on the telephone")], ["paper", t("Paper ballots")]].map(
          ([value, label], index) => html`<label><input type="radio" name="source" value=${value} ?checked=${index === 0}> ${label}</label>`,
        )}
      </fieldset>
      <p class="field field-number"><label for="counted-people">${t("How many people answered?")}</label>
        <input class="input" id="counted-people" name="people" type="number" min="0" max="100000" required inputmode="numeric"></p>
      ${asked.countable.map(countable)}
      <p class="quiet small">${t("A later entry from the same source replaces the earlier one. The sources stay visible in the documentation.")}</p>
      <p class="desk-form-end"><button class="button" type="submit">${t("Save the counts")}</button></p>
    </form>`,
  }));
}

/**
 * Who answers one by one on the telephone is not to be counted again.
 * @param {any} state of a question
 */
function callersCount({ callers = {} }) {
  const n = Object.values(callers).reduce((sum, seats) => sum + Object.keys(seats).length, 0);
  if (!n) return nothing;
  return html`<p class="aside-line">${icon("phone", "icon-small")} <span>${tn(
    "%(n)s answer has been entered for a person on the telephone and counts already. Please do not count that person again here.",
    "%(n)s answers have been entered for people on the telephone and count already. Please do not count these people again here.",
    n,
  )}</span></p>`;
}

/** @param {Countable} one */
function countable({ item, title, options }) {
  return html`<fieldset class="field counted">
    ${title ? html`<legend>${title}</legend>` : html`<legend class="heard">${t("Votes")}</legend>`}
    ${options.map(({ id, label }) => html`<label><span>${label}</span>
      <input class="input" name=${`${item}/${id}`} type="number" min="0" max="100000" inputmode="numeric" placeholder="0"></label>`)}
  </fieldset>`;
}

/**
 * @param {SubmitEvent} event
 * @param {Desk} desk
 * @param {string} step
 * @param {Asked} asked
 */
async function saveCounts(event, desk, step, asked) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  /** @type {Record<string, Record<string, number>>} */
  const chosen = {};
  for (const { item, options } of asked.countable) {
    const counted = options.map(({ id }) => /** @type {[string, number]} */ ([id, Number(form.get(`${item}/${id}`) || 0)]));
    chosen[item] = Object.fromEntries(counted.filter(([, n]) => n > 0));
  }
  const wish = { type: "question.enter_counts", step, part: asked.part, source: form.get("source"), people: Number(form.get("people")), chosen };
  if ((await desk.act(wish)).saved) desk.close();
}
