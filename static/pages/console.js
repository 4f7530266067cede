/**
 * The console of one group: for the person who moderates it and writes down what is said, on a phone or a laptop.
 *
 * Rule: the group's work stays where it is and editable, whatever the plenary does; a new group phase waits behind a
 * banner while somebody is typing.
 */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { aboutLinks } from "../core/about.js";
import { announce } from "../core/announce.js";
import { Follow, typing } from "../core/follow.js";
import { t } from "../core/i18n.js";
import { fetchKinds, kindFor } from "../core/kinds.js";
import { delaySentence } from "../core/link.js";
import { boot, readJson } from "../core/page.js";
import { worded } from "../core/said.js";
import { personalCalls } from "./console/calls.js";
import { banners, masthead, tab, tabs } from "./console/frame.js";
import { people, peopleInShort } from "./console/people.js";
import { plenary, script } from "./console/plenary.js";
import { waiting, work } from "./console/work.js";

/** @typedef {import("../core/page.js").Live} Live */
/** @typedef {import("../core/views.js").Room} Room */
/**
 * @typedef {Omit<import("../core/views.js").Everyone, "people"> & {room_number: number, group?: Room, hands: import("./console/hands.js").Hands,
 *   calls?: Record<string, import("../core/views.js").PersonalCall>,
 *   scripts: Record<string, import("../core/views.js").Text>}} Console
 */

const VIEW = `console:${readJson("page").room}`;

/** @type {Follow<Room | undefined>} */
const follow = new Follow((one, other) => one?.step === other?.step && one?.room === other?.room);
/** @type {{code: string, params: Record<string, string | number>} | undefined} */
let refused;
/** The group phase that was at work when the page was last drawn. @type {string | undefined} */
let atWork;

addEventListener("hashchange", () => page.refresh());
const page = boot({ draw, needs: [VIEW], answered });

/** @param {Live} live */
function draw(live) {
  const view = /** @type {Console | undefined} */ (live.store.value(VIEW));
  if (!view) return html`<div class="console"><main class="console-body"><section class="stage"><h1>${t("One moment, please …")}</h1>${delaySentence(live.connection) ? html`<p>${delaySentence(live.connection)}</p>` : nothing}</section></main></div>`;
  fetchKinds(view.agenda, "console", live.refresh);
  const group = follow.at(view.group, typing());
  const kind = group && view.agenda.steps[group.step]?.kind;
  const module = kind ? kindFor(kind, "console", live.refresh) : undefined;
  const parts = group && module ? module.group({ live, group, shown: onTheWall(view, group) }) : undefined;
  if (!kind || module) turnToBoard(parts?.running && parts.begun ? (group?.step ?? "") : "");
  const inGroups = Boolean(parts?.running && (follow.waiting || view.current?.step === group?.step));
  return html`<div class="console" data-tab=${tab()}>
    ${masthead(live, view, group, parts?.help)}
    <main class="console-body" tabindex="0">
      <section class="stage"><div class="stage-words">${stage(live, view, group, parts, inGroups)}</div></section>
      ${parts?.begun ? keyed(`${group?.step}`, work(live, view, group, parts)) : waiting(view)}
      <section class="console-people" aria-label=${t("People")}>${people(live, view, group)}</section>
    </main>
    ${banners(live, { calls: html`${personalCalls(live, view.calls)} ${parts?.calls}`, refused, dismiss: dismiss(live), accept: follow.waiting ? accept(live, module, group) : undefined })} ${tabs(group)}
  </div>`;
}

/**
 * Whether the wall shows what this group brings back.
 * @param {Console} view
 * @param {Room} group
 */
function onTheWall({ step }, group) {
  const shown = step?.id === group.step ? /** @type {import("../core/views.js").Breakout} */ (step).shown : undefined;
  return shown?.room === group.room;
}

/**
 * A new group phase opens on the board, with its prompt; a reload stays where it was.
 * @param {string} step the group phase at work, or nothing
 */
function turnToBoard(step) {
  if (step && atWork !== undefined && atWork !== step && tab() !== "board") history.replaceState(null, "", "#board");
  atWork = step;
}

/**
 * @param {Live} live
 * @param {Console} view
 * @param {Room | undefined} group
 * @param {any} parts
 * @param {boolean} inGroups
 */
function stage(live, view, group, parts, inGroups) {
  const words = inGroups ? html`<h1 class="heard">${t("Group %(n)s", { n: view.room_number })}</h1>${parts.time} ${parts.prompts}` : plenary(live, view, group);
  return html`<div class="stage-now">${words} ${script(view)}</div><div class="stage-people">${peopleInShort(group)} ${aboutLinks(live)}</div>`;
}

/**
 * @param {Live} live
 * @param {any} module
 * @param {Room | undefined} group
 */
function accept(live, module, group) {
  return () => {
    if (group) module?.settle?.({ live, group });
    follow.accept();
    live.refresh();
  };
}

/** @param {Live} live */
function dismiss(live) {
  return () => {
    refused = undefined;
    live.refresh();
  };
}

/**
 * @param {import("../core/outbox.js").Command} command
 * @param {import("../core/connection.js").Outcome} outcome
 * @param {Live} live
 */
function answered(command, outcome, live) {
  const view = /** @type {Console | undefined} */ (live.store.value(VIEW));
  const kind = view?.agenda.steps[command["step"]]?.kind;
  const inPlace = kind && kindFor(kind, "console", live.refresh)?.answered?.(command, outcome, live);
  if (outcome.saved) return;
  announce(worded(outcome));
  if (!inPlace) refused = { code: outcome.code, params: outcome.params };
}
