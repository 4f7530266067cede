/**
 * The participant's page, made for a phone: one thing per screen, led by the moderation, never against the person.
 *
 * Rule: masthead and stage are one field of colour; the dock holds what can be done now; what is half done stays.
 */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { ref } from "lit-html/directives/ref.js";
import { announce } from "../core/announce.js";
import { Follow, typing } from "../core/follow.js";
import { t, text } from "../core/i18n.js";
import { fetchKinds, kindFor, kindThere } from "../core/kinds.js";
import { delaySentence } from "../core/link.js";
import { boot } from "../core/page.js";
import { worded } from "../core/said.js";
import { keepFieldInSight } from "../core/sight.js";
import { helpDialog } from "./participant/aid.js";
import { banners, masthead } from "./participant/frame.js";
import { hand, handsDialog } from "./participant/hands.js";
import { newGroup, untilThere } from "./participant/place.js";
import { between, ended, waiting } from "./participant/places.js";
import { settings } from "./participant/settings.js";
import { speakResult } from "./participant/speaking.js";

/** @typedef {import("../core/page.js").Live} Live */
/** @typedef {import("../core/views.js").Everyone} Everyone */
/** @typedef {import("../core/views.js").Me} Me */
/** @typedef {import("../core/here.js").Screen} Screen */
/** @typedef {import("./participant/place.js").Place} Place */

/** @type {Follow<Place>} */
const follow = new Follow((one, other) => one.key === other.key);
/** @type {Place | undefined} */
let shown;

/** The place that waited behind a banner when the page was last drawn. @type {string | undefined} */
let waitingPlace;

/** What single keys do on the screen as it was last drawn; nothing when they are switched off. @type {Screen["keys"]} */
let keys;

addEventListener("keydown", (event) => pressed(event));
boot({ draw, needs: ["everyone", "me"], answered });

/** @param {Live} live */
function draw(live) {
  const everyone = /** @type {Everyone | undefined} */ (live.store.value("everyone"));
  const me = /** @type {Me | undefined} */ (live.store.value("me"));
  if (!everyone || !me) return arriving(live);
  fetchKinds(everyone.agenda, "participant", live.refresh);
  const before = shown?.key;
  shown = follow.at(placeOf(live, everyone, me), shown !== undefined && isBusy(live, shown));
  if (before !== undefined && before !== shown.key && shown.key !== waitingPlace) sayWhere(shown);
  if (follow.offered && follow.offered.key !== waitingPlace) sayWhere(follow.offered);
  waitingPlace = follow.offered?.key;
  return page(live, shown, me);
}

/**
 * @param {Live} live
 * @param {Place} place
 * @param {Me} me
 */
function page(live, place, me) {
  const screen = screenOf(live, place);
  keys = live.drafts.get("keys") === "off" ? undefined : screen.keys;
  speakResult(place.key, screen.tells);
  return html`<div class="phone">
    ${masthead(live, place.everyone.session, me)}
    ${keyed(
      // A result is read from its top, however far down somebody had been among the answers.
      `${place.key}/${screen.stageSmall ? "result" : ""}`,
      html`<main class="screen" tabindex="0" ${ref(keepFieldInSight)}>
        <section class="stage ${screen.stageSmall ? "stage-small" : ""}">${screen.stage}</section>
        <div class="body ${place.everyone.step?.kind ?? ""}">${screen.body ?? nothing}</div>
      </main>`,
    )}
    <footer class="bottom">
      ${banners(live, live.store.value("everyone"), me, { risen: risen(live, place, me), offer: offer(live, place) })}
      <div class="dock">${screen.dock ?? html`<div class="dock-row">${hand(live, me)}</div>`}</div>
    </footer>
    ${settings(live, place.everyone.session, me)} ${handsDialog(live, live.store.value("me") ?? me)}
    ${helpDialog(live, live.store.value("everyone"), me)}
  </div>`;
}

/**
 * @param {Live} live
 * @param {Place} place
 * @returns {Screen}
 */
function screenOf(live, place) {
  const { everyone, me } = place;
  if (everyone.dialogue.phase === "waiting") return waiting(live, everyone, me);
  if (everyone.dialogue.phase === "ended") return ended(live, everyone);
  const { step } = everyone;
  const kind = step && kindFor(step.kind, "participant", live.refresh);
  if (!step || !kind) return between(everyone);
  return kind.participant(hereOf(live, place));
}

/**
 * @param {Live} live
 * @param {Place} place
 * @returns {import("../core/here.js").Here<any>}
 */
function hereOf(live, place) {
  const { everyone, me } = place;
  const now = /** @type {Me} */ (live.store.value("me") ?? me);
  const own = now.steps?.[everyone.step?.id ?? ""] ?? {};
  return { live, everyone, me, step: everyone.step, part: everyone.current?.part, own, room: groupOf(live, place), hand: hand(live, now) };
}

/**
 * The group on the screen, as it stands now or was last seen.
 * @param {Live} live
 * @param {Place} place
 * @returns {Place["room"]}
 */
function groupOf(live, { room }) {
  return room && (live.store.value(`room:${room.step}:${room.room}`) ?? room);
}

/**
 * @param {Live} live
 * @param {Everyone} everyone
 * @param {Me} me
 * @returns {Place}
 */
function placeOf(live, everyone, me) {
  const { step, current, dialogue } = everyone;
  const name = me.room && me.room.step === step?.id ? `room:${me.room.step}:${me.room.room}` : undefined;
  const room = name === undefined ? undefined : live.store.value(name);
  const scene = (step && kindFor(step.kind, "participant", live.refresh)?.scene?.(step)) ?? "";
  const where = dialogue.phase === "running" ? `${step?.id ?? ""}/${current?.part ?? ""}/${name ?? ""}/${scene}` : dialogue.phase;
  return untilThere({ key: where, everyone, me, room }, shown);
}

/**
 * What the kinds of this evening have to say above the dock, whichever of them is on the screen.
 * @param {Live} live
 * @param {Place} place
 * @param {Me} me
 */
function risen(live, place, me) {
  const { everyone: shownThere } = place;
  const everyone = /** @type {Everyone} */ (live.store.value("everyone"));
  const step = shownThere.dialogue.phase === "running" ? shownThere.step : undefined;
  const group = groupOf(live, place);
  return [...new Set(Object.values(everyone.agenda.steps).map(({ kind }) => kind))].map((kind) => kindThere(kind, "participant")?.rising?.({ live, everyone, me, step, shown: group }));
}

/**
 * Whether the person is in the middle of something: typing, or with something chosen and not sent.
 * @param {Live} live
 * @param {Place} place
 */
function isBusy(live, place) {
  const { step, dialogue } = place.everyone;
  if (dialogue.phase !== "running" || !step) return false;
  return typing() || Boolean(kindFor(step.kind, "participant", live.refresh)?.busy?.(hereOf(live, place)));
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const target = /** @type {Element | null} */ (event.target);
  if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target?.closest?.("input, textarea, select, dialog")) return;
  keys?.[event.key]?.();
}

/**
 * The new place, behind a banner.
 * @param {Live} live
 * @param {Place} place the one on the screen
 * @returns {import("./participant/frame.js").Offer | undefined}
 */
function offer(live, place) {
  if (!follow.offered) return undefined;
  const accept = () => {
    follow.accept();
    live.refresh();
    requestAnimationFrame(() => document.querySelector("h1")?.focus());
  };
  return { group: newGroup(follow.offered, place), accept };
}

/** @param {Place} place */
function sayWhere({ everyone }) {
  const { phase } = everyone.dialogue;
  if (phase === "ended") announce(t("The evening is over. Thank you."));
  else if (everyone.step) announce(t("Now: %(title)s", { title: text(everyone.step.title).value }));
}

/**
 * @param {import("../core/outbox.js").Command} command
 * @param {import("../core/connection.js").Outcome} outcome
 * @param {Live} live
 */
function answered(command, outcome, live) {
  const [kind = ""] = command.type.split(".");
  const isKind = Object.values(live.store.value("everyone")?.agenda.steps ?? {}).some((step) => step.kind === kind);
  const told = isKind && kindFor(kind, "participant", live.refresh)?.answered?.(command, outcome, live);
  // What becomes of a call for help is said when it stands there.
  if (!told && !(kind === "help" && outcome.saved)) announce(outcome.saved ? t("Saved.") : worded(outcome));
}

/** @param {Live} live */
function arriving(live) {
  const refused = live.connection.state === "refused";
  return html`<div class="phone arriving">
    <main class="screen"><section class="stage">
      <h1>${refused ? t("You are signed out on this device.") : t("One moment, we are connecting you.")}</h1>
      <p>${refused ? html`<a href="/">${t("Join again with your code")}</a>` : delaySentence(live.connection) || t("This page goes on by itself.")}</p>
    </section></main>
  </div>`;
}
