/**
 * A text that was half-written when the room moved on.
 *
 * Rule: it stays on the device until it hangs or the person throws it away, and it can still be pinned up, because a
 * board takes cards until it is frozen. As that board is not on the screen, it is said which one it is.
 */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { refusal } from "../../../core/state.js";
import { hungThere, pinThere } from "./earlier.js";
import { editKey, forget, seenVersion } from "./edits.js";
import { noteKey, pinUp } from "./pinning.js";

/** @typedef {import("../../../core/page.js").Live} Live */
/** @typedef {import("../../../core/views.js").Room} Room */
/** @typedef {{step: string, room: number, words: string, note?: string}} Leftover `note`: the own card that was being changed */

const OVERTAKEN = "breakout.edited_meanwhile";

/**
 * What lies half-written in groups that are not on the screen.
 * @param {Record<string, import("../../../core/views.js").Own> | undefined} steps
 * @param {(key: string) => string} draft
 * @param {Pick<Room, "step" | "notes"> | undefined} shown the group that is on the screen, with its field and its cards
 * @param {Room["notes"] | undefined} [notes] cards as far as they can be seen
 * @returns {Leftover[]}
 */
export function leftovers(steps, draft, shown, notes) {
  return Object.entries(steps ?? {}).flatMap(([step, { room, notes: own }]) => {
    if (room === undefined) return [];
    const there = step === shown?.step ? shown : undefined;
    const words = there ? "" : draft(noteKey(step)).trim();
    const changes = Object.keys(own ?? {}).flatMap((note) => {
      const changed = there?.notes.notes[note] ? "" : draft(editKey(note)).trim();
      return changed && changed !== notes?.notes[note]?.text ? [{ step, room, note, words: changed }] : [];
    });
    return [...(words ? [{ step, room, words }] : []), ...changes];
  });
}

/**
 * @param {import("./rising.js").Around} around
 * @param {Room | undefined} room the group of the person, as far as it can be seen
 */
export function leftover({ live, me, everyone, shown }, room) {
  const [found] = leftovers(me.steps, (key) => live.drafts.get(key), shown, room?.notes);
  if (!found) return hungThere(live);
  const there = room?.step === found.step && room.room === found.room ? room : undefined;
  const about = found.note === undefined ? { type: "breakout.write_note", step: found.step } : { type: "breakout.edit_note", step: found.step, note: found.note };
  if (live.answers.sending(about)) return nothing;
  const elsewhere = found.note !== undefined && !there?.notes.notes[found.note];
  const closed = (there?.frozen && !elsewhere) || everyone.dialogue.phase !== "running";
  const refused = live.answers.refused(about);
  return html`${hungThere(live)}<div class="banner banner-quiet banner-tall">
    <p><strong>${found.note === undefined ? t("Your unfinished text:") : t("Your unfinished change:")}</strong> <span class="below-line" dir="auto">${found.words}</span></p>
    ${found.note === undefined ? html`<p>${t("For the board of your group earlier (group %(n)s)", { n: found.room })}</p>` : nothing}
    ${closed ? html`<p>${t("The board of your group is closed.")}</p>` : refused ? refusal(refused) : nothing}
    <div class="dock-row">
      <button class="button button-plain" type="button" @click=${() => discard(live, found)}>${t("Discard")}</button>
      ${closed ? nothing : action(live, found, there, refused?.code === OVERTAKEN)}
    </div>
  </div>`;
}

/**
 * @param {Live} live
 * @param {Leftover} found
 * @param {Room | undefined} room
 * @param {boolean} overtaken somebody else has changed the card: the own words can still hang beside it
 */
function action(live, found, room, overtaken) {
  const { step, note, words: text } = found;
  if (note === undefined) return html`<button class="button" type="button" @click=${() => pinThere(live, found, room)}>${t("Pin up there")}</button>`;
  const version = seenVersion(live, note);
  const save = () => {
    live.connection.send({ type: "breakout.edit_note", step, note, text, ...(version ? { version } : {}) });
    live.refresh();
  };
  const beside = () => {
    const column = room?.notes.notes[note]?.column;
    const key = noteKey(step);
    const typed = live.drafts.get(key);
    live.drafts.set(key, text);
    live.drafts.set(`${key}:below`, "");
    if (column) live.drafts.set(`${key}:column`, column);
    forget(live, note);
    pinUp(live, found, room);
    // What stood in the field stays there, behind the words if they were refused at once.
    live.drafts.set(key, [live.drafts.get(key), typed].filter(Boolean).join("\n"));
  };
  return overtaken
    ? html`<button class="button" type="button" @click=${beside}>${t("Pin up as a new card")}</button>`
    : html`<button class="button" type="button" @click=${save}>${t("Save the change")}</button>`;
}

/**
 * @param {Live} live
 * @param {Leftover} found
 */
function discard(live, { step, note }) {
  if (note === undefined) {
    live.drafts.set(noteKey(step), "");
    live.drafts.set(`${noteKey(step)}:below`, "");
  } else forget(live, note);
  live.refresh();
}
