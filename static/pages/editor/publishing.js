/**
 * Publishing: which version is public, what is new since, and the next one.
 *
 * Rule: a version never changes any more. A correction afterwards is a new version that says what is new.
 */

import { html, nothing } from "lit-html";
import { date, list, t, time, tn } from "../../core/i18n.js";
import { counter, LINE_LIMIT, typed } from "./limit.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").Publication} Publication */

/** @type {Record<import("./editing.js").Area, () => string>} */
const AREAS = { words: () => t("Texts"), chapters: () => t("Chapters"), foreword: () => t("Foreword"), next_steps: () => t("Next steps"), pictures: () => t("Pictures") };

/** @type {import("./tools.js").Tool} */
export const publishing = {
  name: "publishing",
  title: () => t("Publish"),
  state: ({ told }) => {
    const last = told.publications.at(-1);
    if (!last) return t("not published");
    return last.withdrawn_at === undefined ? t("version %(n)s", { n: last.number }) : t("withdrawn");
  },
  unsaved: ({ drafts }) => Boolean(drafts.get("note") || drafts.get("withdrawal")),
  body: (editing) => html`${state(editing)} ${next(editing)} ${versions(editing)} ${withdrawing(editing)}`,
};

/** @param {Editing} editing */
function state(editing) {
  const { told, start } = editing;
  const last = told.publications.at(-1);
  if (!last) return html`<p>${t("Until it is published only moderators and editors can read the documentation.")}</p>`;
  if (last.withdrawn_at !== undefined) return html`<p>${t("Version %(n)s was withdrawn on %(day)s.", { n: last.number, day: date(last.withdrawn_at) })}</p>`;
  return html`<p><strong>${t("Version %(n)s is public since %(day)s, %(at)s.", { n: last.number, day: date(last.at), at: time(last.at) })}</strong></p>
    <p class="field"><label for="public">${t("Public address")}</label><input class="input" id="public" readonly dir="ltr" .value=${start.public} @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}></p>
    <p class="tool-acts"><button class="button button-plain" type="button" @click=${() => void copy(editing)}>${t("Copy")}</button>
      <a class="button button-plain" href=${start.public} target="_blank" rel="noopener">${t("Open the public page")}</a></p>
    ${told.edited_since.length ? html`<p>${t("Changed since: %(what)s. The public page shows it with the next version.", { what: list(told.edited_since.map((area) => AREAS[area]())) })}</p>` : nothing}`;
}

/**
 * Without a secure context there is no clipboard; then the address is marked for copying by hand.
 * @param {Editing} editing
 */
async function copy(editing) {
  try {
    await navigator.clipboard.writeText(editing.start.public);
    editing.say("publishing", t("Copied"));
  } catch {
    document.getElementById("public")?.focus();
  }
}

/** @param {Editing} editing */
function next(editing) {
  const { told } = editing;
  if (!told.ended) return html`<p>${t("The documentation can be published when the evening has ended.")}</p>`;
  const version = told.publications.length + 1;
  const open = editing.open.length;
  const note = version > 1 ? editing.drafts.get("note") : "";
  const type = typing(editing, "note");
  const publish = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (open && editing.asked !== "publish") {
      editing.asked = "publish";
      editing.say("publishing", tn("%(n)s hint was not looked at. Press again to publish all the same.", "%(n)s hints were not looked at. Press again to publish all the same.", open));
      return;
    }
    editing.asked = "";
    void send(editing, version, note);
  };
  return html`<form class="tool-form" @submit=${publish}>
    ${version > 1 ? html`<p class="field"><label for="note">${t("What is new in version %(n)s", { n: version })}</label><textarea class="input" id="note" name="note" rows="3" required maxlength=${LINE_LIMIT} dir="auto" .value=${note} @input=${type}></textarea>${counter(note, LINE_LIMIT)}<small>${t("Everybody can read this.")}</small></p>` : nothing}
    <p class="tool-acts"><button class="button" type="submit" ?disabled=${editing.busy}>${t("Publish version %(n)s", { n: version })}</button></p></form>`;
}

/**
 * @param {Editing} editing
 * @param {number} version
 * @param {string} note
 */
async function send(editing, version, note) {
  const outcome = await editing.post("/publish", { id: editing.newId(), version, note });
  if (outcome.ok) {
    editing.drafts.clear("note", note);
    editing.took(outcome.answer);
  }
  editing.say("publishing", outcome.ok ? t("Version %(n)s is public.", { n: version }) : outcome.sentence);
}

/**
 * @param {Editing} editing
 * @param {"note" | "withdrawal"} name
 */
function typing(editing, name) {
  return (/** @type {Event} */ event) => {
    editing.drafts.set(name, typed(event));
    editing.paint();
  };
}

/** @param {Editing} editing */
function versions({ told, at, start }) {
  if (!told.publications.length) return nothing;
  return html`<h3>${t("Versions")}</h3><ol class="versions" reversed>${told.publications.toReversed().map((version) => published(version, `${at}/file?form=pdf&language=${start.shown}&version=${version.number}`))}</ol>`;
}

/**
 * @param {Publication} version
 * @param {string} file
 */
function published({ number, at, note, kept, withdrawn_at, withdrawal }, file) {
  return html`<li value=${number}><strong>${t("version %(n)s", { n: number })}</strong> <span>${t("%(day)s, %(at)s", { day: date(at), at: time(at) })}</span> <span dir="auto">${note || nothing}</span>
    ${withdrawn_at === undefined ? nothing : html`<span>${t("withdrawn on %(day)s", { day: date(withdrawn_at) })} <bdi>${withdrawal}</bdi></span>`}
    ${kept ? html`<a href=${file} download>${t("Take along (PDF)")}</a>` : nothing}</li>`;
}

/** @param {Editing} editing */
function withdrawing(editing) {
  const last = editing.told.publications.at(-1);
  if (!last || last.withdrawn_at !== undefined) return nothing;
  const reason = editing.drafts.get("withdrawal");
  const withdraw = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const outcome = await editing.wish({ type: "documentation.withdraw", reason });
    if (outcome.ok) editing.drafts.clear("withdrawal", reason);
    editing.say("publishing", outcome.ok ? t("The documentation is public no longer.") : outcome.sentence);
  };
  return html`<details class="others"><summary>${t("Withdraw the publication")}</summary><form class="tool-form" @submit=${withdraw}>
    <p>${t("Nobody can read it at its address then. A later version brings it back.")}</p>
    <p class="field"><label for="reason">${t("Reason, for everybody to read (may be empty)")}</label><input class="input" id="reason" name="reason" dir="auto" maxlength=${LINE_LIMIT} .value=${reason} @input=${typing(editing, "withdrawal")}>${counter(reason, LINE_LIMIT)}</p>
    <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Withdraw")}</button></p></form></details>`;
}
