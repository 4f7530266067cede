/**
 * Answering a question for somebody on the telephone, at the desk and at a group's console: read aloud, pick, save.
 *
 * Rule: what may be answered and how stands in the kind's own `aloud.js`; the server judges it as on a page of one's own.
 * Of an anonymous question it is shown that somebody has answered and not what. The next who has not answered comes up by
 * themselves; nothing is sent before "save" is pressed.
 */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { live as inSync } from "lit-html/directives/live.js";
import { announce } from "../core/announce.js";
import { number, t, text, tn } from "../core/i18n.js";
import { inOrder } from "../core/order.js";
import { icon, tooMany } from "../core/said.js";

/** @typedef {import("../core/connection.js").Outcome} Outcome */
/** @typedef {import("../core/views.js").Ballot} Ballot */
/** @typedef {{id: string, name?: string | undefined, phone: number, seats: number, here?: boolean | undefined}} Caller `phone`: which caller of the evening */
/** @typedef {{item: string, words?: unknown, form: "choice" | "text", options: {id: string, label: unknown}[], least: number, most: number}} Item */
/** @typedef {Record<string, {chosen: string[], text: string}>} Given by item */
/**
 * A question as it is read aloud. `blank`: nothing picked is an answer too, an abstention.
 * @typedef {{words?: unknown, explanation?: unknown, items: Item[], blank: boolean, wish: (given: Given) => {type: string, [field: string]: any}}} Aloud
 */
/** @typedef {{phase: string, callers?: Record<string, Record<string, Ballot | true>>}} Asked the question in a view of who moderates */
/** @typedef {{place: string, callers: Caller[], asked: Asked, say: (wish: {type: string, [field: string]: any}) => Promise<Outcome>, refresh: () => void}} Here */
/** @typedef {{person: string, seat: number, saved: string, asking: string, drawn: number, begun?: boolean, overfull?: string | undefined}} Look `begun`: something is entered that is not saved; `overfull`: where one more was to be chosen than may be */

/** @type {Map<string, Look>} what is chosen in each place */
const looks = new Map();

/**
 * Everybody on the telephone, in the order of joining.
 * @param {import("./desk.js").Desk} desk
 * @returns {Caller[]}
 */
export function callersOf(desk) {
  /** @type {Record<string, Omit<Caller, "id" | "phone"> & {phone?: number}>} */
  const people = desk.view.people.people;
  return inOrder(people, ({ phone = 0 }) => phone).flatMap((id) => {
    const { phone, ...caller } = people[id] ?? { seats: 1 };
    return phone ? [{ id, ...caller, phone }] : [];
  });
}

/**
 * Of a group those on the telephone, as its console sees them.
 * @param {import("../core/views.js").Room | undefined} group
 * @returns {Caller[]}
 */
export function callersIn(group) {
  const { order = [], names = {} } = group?.people ?? {};
  return order.flatMap((id) => (names[id]?.phone ? [{ id, ...names[id], phone: names[id].phone }] : []));
}

/**
 * Somebody on the telephone in words: the name, else which caller of the evening.
 * @param {{name?: string | undefined, phone?: number | undefined}} caller
 */
export function callerName({ name, phone }) {
  return name ?? t("Telephone %(n)s", { n: number(phone ?? 0) });
}

/**
 * One place of a scale; the ends with their words.
 * @param {{from?: number, to?: number, low?: import("../core/i18n.js").Text, high?: import("../core/i18n.js").Text}} scale
 * @param {number} value
 */
export function placeOf({ from = 1, to = 5, low, high }, value) {
  const words = text(value === from ? low : value === to ? high : undefined).value;
  return words ? `${number(value)} – ${words}` : number(value);
}

/**
 * People on the telephone who have answered, of all of them.
 * @param {Here} here
 */
export function answeredBy({ callers, asked }) {
  const all = callers.reduce((sum, { seats }) => sum + seats, 0);
  const answered = callers.reduce((sum, { id }) => sum + Object.keys(asked.callers?.[id] ?? {}).length, 0);
  return tn("On the telephone: %(answered)s of %(n)s person has answered", "On the telephone: %(answered)s of %(n)s people have answered", all, { answered: number(answered) });
}

/**
 * @param {Aloud} aloud
 * @param {Here} here
 */
export function answering(aloud, here) {
  const { callers, asked } = here;
  if (asked.phase === "prepared") return html`<p>${t("The question is not open yet.")}</p>`;
  const look = lookAt(here);
  const open = asked.phase === "open";
  if (!open && !look.begun) return closed();
  const caller = callers.find(({ id }) => id === look.person) ?? callers[0];
  if (!caller) return nothing;
  const before = asked.callers?.[caller.id]?.[look.seat];
  const begin = () => looks.set(here.place, { .../** @type {Look} */ (looks.get(here.place)), begun: true });
  return html`<form class="calling" novalidate @input=${begin} @submit=${(/** @type {SubmitEvent} */ event) => void save(event, aloud, here, caller)}>
    ${open ? nothing : closed()}
    <div class="calling-who" ?inert=${!open}>${who(here, look)} ${caller.seats > 1 ? seatChoice(here, look, caller) : nothing}</div>
    ${before ? html`<p class="aside-line">${icon("check", "icon-small")} <span>${before === true ? t("Has answered. A new answer takes the place of that one.") : t("Has answered. You can change it here.")}</span></p>` : nothing}
    ${aloud.words ? html`<div class="calling-aloud"><p class="quiet small">${icon("phone", "icon-small")} ${t("Read aloud:")}</p><p><strong>${aloud.words}</strong></p>${aloud.explanation ? html`<p>${aloud.explanation}</p>` : nothing}</div>` : nothing}
    <fieldset class="calling-answer" ?disabled=${!open}>${keyed(`${caller.id}/${look.seat}/${look.drawn}`, html`${aloud.items.map((item) => field(item, here, before === true ? undefined : before))}`)}</fieldset>
    ${open ? html`<p class="calling-end"><span role="status">${look.asking || look.saved}</span> <button class="button" type="submit">${t("Save the answer")}</button></p>` : nothing}
  </form>`;
}

/** What was entered by then stays to be read above all: it can still be counted. */
function closed() {
  return html`<p>${t("The question is closed. What somebody on the telephone says now is entered at the desk under “Enter counted votes”; it is marked as late.")}</p>`;
}

/**
 * Whose turn it is: who was chosen, else the first who has not answered.
 * @param {Here} here
 * @returns {Look}
 */
function lookAt({ place, callers, asked }) {
  const known = looks.get(place);
  if (known && callers.some(({ id, seats }) => id === known.person && known.seat <= seats)) return known;
  const look = { ...next(callers, asked), saved: "", asking: "", drawn: 0 };
  looks.set(place, look);
  return look;
}

/**
 * The first seat from which nothing has been said yet; else the first of all.
 * @param {Caller[]} callers
 * @param {Asked} asked
 * @param {{person: string, seat: number}} [just] whose answer has been saved a moment ago
 */
export function next(callers, asked, just) {
  const seats = callers.flatMap(({ id: person, seats: all, here }) => Array.from({ length: all }, (_, index) => ({ person, seat: index + 1, here })));
  const open = seats.filter(({ person, seat }) => !asked.callers?.[person]?.[seat] && !(person === just?.person && seat === just.seat));
  const { person, seat } = open.find(({ here }) => here) ?? open[0] ?? just ?? seats[0] ?? { person: "", seat: 1 };
  return { person, seat };
}

/**
 * @param {Here} here
 * @param {Look} look
 */
function who(here, look) {
  const { callers, asked, place } = here;
  const change = (/** @type {Event} */ event) => turn(here, { person: /** @type {HTMLSelectElement} */ (event.target).value, seat: 1 });
  const facts = (/** @type {Caller} */ { id, seats, here: present }) => [present ? "" : t("hung up"), Object.keys(asked.callers?.[id] ?? {}).length >= seats ? t("has answered") : ""].filter(Boolean);
  return html`<p class="field"><label for=${`who-${place}`}>${t("For whom?")}</label>
    <select class="input" id=${`who-${place}`} @change=${change}>${callers.map((caller) => html`<option value=${caller.id} .selected=${inSync(caller.id === look.person)}>${[callerName(caller), ...facts(caller)].join(", ")}</option>`)}</select></p>`;
}

/**
 * @param {Here} here
 * @param {Look} look
 * @param {Caller} caller
 */
function seatChoice(here, look, { seats, id }) {
  const change = (/** @type {Event} */ event) => turn(here, { person: id, seat: Number(/** @type {HTMLSelectElement} */ (event.target).value) });
  return html`<p class="field"><label for=${`seat-${here.place}`}>${t("Which of the people at this telephone?")}</label>
    <select class="input" id=${`seat-${here.place}`} @change=${change}>${Array.from({ length: seats }, (_, index) => html`<option value=${index + 1} .selected=${inSync(index + 1 === look.seat)}>${t("Person %(n)s", { n: number(index + 1) })}</option>`)}</select></p>`;
}

/**
 * @param {Here} here
 * @param {{person: string, seat: number}} to
 */
function turn({ place, refresh }, to) {
  const look = /** @type {Look} */ (looks.get(place));
  looks.set(place, { ...look, ...to, saved: "", asking: "", drawn: look.drawn + 1, begun: false, overfull: undefined });
  refresh();
}

/**
 * @param {Item} item
 * @param {Here} here
 * @param {Ballot | undefined} before
 */
function field({ item, words, form, options, most }, { place, refresh }, before) {
  const name = `answer/${item}`;
  const id = `${name}-${place}`;
  if (form === "text") {
    return html`<p class="field"><label for=${id}>${words ?? t("Answer in the caller’s own words")}</label>
      <textarea class="input" id=${id} name=${name} rows="3" dir="auto" .value=${before?.texts[item] ?? ""}></textarea></p>`;
  }
  const chosen = before?.chosen[item] ?? [];
  const change = (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const over = box.type === "checkbox" && (box.closest("fieldset")?.querySelectorAll(":checked").length ?? 0) > most;
    if (over) box.checked = false;
    if (over) announce(tooMany(most));
    looks.set(place, { .../** @type {Look} */ (looks.get(place)), overfull: over ? item : undefined });
    refresh();
  };
  return html`<fieldset class="field calling-choices" @change=${change}><legend class=${words ? "" : "heard"}>${words ?? t("Answers")}</legend>
    ${most > 1 ? html`<small>${tn("Choose up to %(n)s answer.", "Choose up to %(n)s answers.", most)}</small>` : nothing}
    ${looks.get(place)?.overfull === item ? html`<p class="refusal">${icon("warning", "icon-small")} <span>${tooMany(most)}</span></p>` : nothing}
    ${options.map((option) => html`<label><input type=${most > 1 ? "checkbox" : "radio"} name=${name} value=${option.id} ?checked=${chosen.includes(option.id)}> <span>${option.label}</span></label>`)}</fieldset>`;
}

/**
 * What stands in the form.
 * @param {FormData} form
 * @param {Item[]} items
 * @returns {Given}
 */
export function given(form, items) {
  return Object.fromEntries(
    items.map(({ item, form: kind }) => {
      const said = form.getAll(`answer/${item}`).map(String);
      return [item, kind === "text" ? { chosen: [], text: said.join("").trim() } : { chosen: said, text: "" }];
    }),
  );
}

/**
 * @param {SubmitEvent} event
 * @param {Aloud} aloud
 * @param {Here} here
 * @param {Caller} caller
 */
async function save(event, aloud, here, caller) {
  event.preventDefault();
  const { place, say, refresh } = here;
  const look = /** @type {Look} */ (looks.get(place));
  const answer = given(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)), aloud.items);
  const empty = Object.values(answer).every(({ chosen, text: words }) => !chosen.length && !words);
  if (empty && !(aloud.blank && look.asking)) {
    const asking = aloud.blank ? t("Nothing is chosen. Press again to enter an abstention.") : t("Please choose an answer first.");
    looks.set(place, { ...look, saved: "", asking });
    refresh();
    return;
  }
  const outcome = await say({ ...aloud.wish(answer), person: caller.id, seat: look.seat });
  const now = looks.get(place) ?? look;
  if (!outcome.saved || now.person !== look.person || now.seat !== look.seat) return;
  const saved = t("Saved for %(name)s.", { name: callerName(caller) });
  looks.set(place, { ...next(here.callers, here.asked, look), saved, asking: "", drawn: look.drawn + 1 });
  announce(saved);
  refresh();
}
