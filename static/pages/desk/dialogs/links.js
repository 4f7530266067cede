/**
 * Links to hand out: for everybody to join, for group moderators, for the projector, for more people at the desk, for those who edit the documentation.
 *
 * Rule: a link is a key. It is shown once, when it is made; afterwards it can only be revoked.
 */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { spaced } from "../scene.js";
import { copyable } from "./copying.js";

/** @typedef {import("../steering.js").Steering} Steering */
/** @typedef {{role: "group_moderator" | "projector" | "moderator" | "editor", room?: number}} Wish */
/** @typedef {{digest: string, role: string, subject: string, own?: boolean}} Link `own`: this desk is open by it */

/** @typedef {{url: string, digest: string}} Made */

/** Milliseconds after a new link in which no other is made: a double click is one wish, and the buttons have moved by then. */
const REST = 600;

/** @type {(Made & {wish: Wish})[]} made since the page was opened */
let made = [];
let restsUntil = 0;
/** @type {Link[] | undefined} */
let live;

/** @param {Steering} desk */
export function openLinks(desk) {
  void reload(desk);
  desk.open(() => ({ title: t("Links and QR code"), wide: true, body: html`<div class="desk-links">${joining(desk)}<div>${making(desk)} ${fresh(desk)} ${given(desk)}</div></div>` }));
}

/** @param {Steering} desk */
function joining(desk) {
  const { code } = desk.view.session;
  const url = new URL(`/j/${code}`, desk.live.page.public_url ?? location.href).href;
  return html`<section class="desk-join"><h3>${t("For everybody")}</h3>
    <img class="desk-qr" src="/desk/${encodeURIComponent(desk.live.page.dialogue)}/qr.svg" alt=${t("QR code of the join link")} width="240" height="240">
    <p class="desk-code">${spaced(code)}</p>${copyable(desk, url, t("Join link"))}</section>`;
}

/** @param {Steering} desk */
function making(desk) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const room = Number(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("room"));
    void make(desk, { role: "group_moderator", room });
  };
  return html`<section><h3>${t("For those who work tonight")}</h3>
    <div class="desk-row"><form class="desk-row" @submit=${submit}><label for="link-room">${t("Group")}</label><input class="input" id="link-room" name="room" type="number" min="1" max="200" value=${nextRoom()} required inputmode="numeric">
      <button class="button button-plain" type="submit">${t("New console link")}</button></form>
      <button class="button button-plain" type="button" @click=${() => void make(desk, { role: "projector" })}>${t("New projector link")}</button>
      <button class="button button-plain" type="button" @click=${() => void make(desk, { role: "moderator" })}>${t("New desk link")}</button>
      <button class="button button-plain" type="button" @click=${() => void make(desk, { role: "editor" })}>${t("New editor link")}</button></div></section>`;
}

function nextRoom() {
  const taken = [...made.map(({ wish }) => wish.room ?? 0), ...(live ?? []).filter(({ role }) => role === "group_moderator").map(({ subject }) => Number(subject) || 0)];
  return String(Math.max(0, ...taken) + 1);
}

/** @param {Steering} desk */
function fresh(desk) {
  const known = new Set(live?.map(({ digest }) => digest));
  const good = made.filter(({ digest }) => known.has(digest));
  if (!good.length) return nothing;
  return html`<section><p class="quiet small">${t("Pass these on now: they are not shown again after this page is closed. Whoever has such a link has its rights.")}</p>
    ${good.map(({ wish, url }) => copyable(desk, url, nameOf(wish.role, String(wish.room ?? ""))))}</section>`;
}

/** @param {Steering} desk */
function given(desk) {
  if (!live?.length) return nothing;
  return html`<section><h3>${t("Links in use")}</h3><ul class="desk-list">${live.map((link) => givenLink(desk, link))}</ul></section>`;
}

/**
 * @param {Steering} desk
 * @param {Link} link
 */
function givenLink(desk, { digest, role, subject, own }) {
  const asking = own ? t("This desk itself is open by this link; you would be signed out. Press again to revoke it.") : t("Whoever uses this link is signed out. Press again to revoke it.");
  return html`<li><span>${nameOf(role, subject)} <small class="quiet">${digest.slice(0, 6)}</small>${own ? html` <span class="state">${t("this link")}</span>` : nothing}</span>
    <button class="button button-bare" type="button" @click=${() => desk.twice(`revoke/${digest}`, asking, () => void revoke(desk, digest))}>${t("Revoke")}</button></li>`;
}

/**
 * @param {string} role
 * @param {string} subject
 */
function nameOf(role, subject) {
  if (role === "group_moderator") return t("Console of group %(n)s", { n: subject });
  if (role === "projector") return t("Projector");
  if (role === "editor") return t("Editing");
  return role === "moderator" ? t("Desk") : t("Participant");
}

/**
 * @param {Steering} desk
 * @param {Wish} wish
 */
async function make(desk, wish) {
  if (performance.now() < restsUntil) return;
  restsUntil = Infinity;
  try {
    const link = await newLink(desk, wish);
    if (!link) return;
    made = [{ wish, ...link }, ...made];
    await reload(desk);
  } finally {
    restsUntil = performance.now() + REST;
  }
}

/**
 * Makes a link; undefined, and said so, when that failed.
 * @param {Steering} desk
 * @param {Wish} wish
 * @returns {Promise<Made | undefined>}
 */
export async function newLink(desk, wish) {
  const answer = await ask(desk, "", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(wish) });
  return answer && answer.json();
}

/**
 * @param {Steering} desk
 * @param {string} digest
 */
async function revoke(desk, digest) {
  if (await ask(desk, `/${encodeURIComponent(digest)}`, { method: "DELETE" })) await reload(desk);
}

/** @param {Steering} desk */
async function reload(desk) {
  const answer = await ask(desk, "", {});
  if (answer) live = (await answer.json()).links;
  desk.refresh();
}

/**
 * @param {Steering} desk
 * @param {string} path
 * @param {RequestInit} request
 */
async function ask(desk, path, request) {
  const answer = await fetch(`/desk/${encodeURIComponent(desk.live.page.dialogue)}/links${path}`, request).catch(() => undefined);
  if (answer?.ok) return answer;
  desk.say(t("The server did not answer. Please try again."));
  return undefined;
}
