/** Pictures: each with words for those who cannot see it, and with whose it is. */

import { html } from "lit-html";
import { t, tn } from "../../core/i18n.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").Picture} Picture */

/** @type {import("./tools.js").Tool} */
export const pictures = {
  name: "pictures",
  title: () => t("Pictures"),
  state: ({ told }) => (told.pictures.length ? tn("%(n)s picture", "%(n)s pictures", told.pictures.length) : t("none yet")),
  body: (editing) => html`<ul class="pictures">${editing.told.pictures.map((picture) => given(editing, picture))}</ul>
    <form class="tool-form" @submit=${(/** @type {SubmitEvent} */ event) => void add(editing, event)}>
      <h3>${t("Add a picture")}</h3>
      <p class="field"><label for="picture-file">${t("File (JPEG, PNG or WebP, at most 10 MB)")}</label><input class="input" id="picture-file" name="file" type="file" accept="image/jpeg,image/png,image/webp" required></p>
      ${about(editing, "new", { alt: "", caption: "", credit: "", chapter: "glance" })}
      <small class="quiet">${t("Where and with what it was taken is removed from the file.")}</small>
      <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Add the picture")}</button></p></form>`,
};

/**
 * @param {Editing} editing
 * @param {Picture} picture
 */
function given(editing, picture) {
  const save = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void editing.change("pictures", { ...picture, ...said(event), type: "documentation.show_picture" }, t("The picture is saved."));
  };
  const remove = () => void editing.change("pictures", { type: "documentation.remove_picture", picture: picture.picture }, t("The picture is removed."));
  return html`<li><img src="${editing.at}/pictures/${picture.file}" alt="" width=${picture.width} height=${picture.height} loading="lazy">
    <details class="others"><summary dir="auto">${picture.alt}</summary><form class="tool-form" @submit=${save}>${about(editing, picture.picture, picture)}
      <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Save the picture")}</button>
      <button class="button button-bare" type="button" @click=${remove}>${t("Remove")}</button></p></form></details></li>`;
}

/**
 * @param {Editing} editing
 * @param {string} id
 * @param {{alt: string, caption: string, credit: string, chapter: string}} picture
 */
function about(editing, id, { alt, caption, credit, chapter }) {
  const { chapters } = editing.draft;
  return html`<p class="field"><label for="alt-${id}">${t("What is to be seen (for people who cannot see it)")}</label><textarea class="input" id="alt-${id}" name="alt" rows="2" dir="auto" required maxlength="500" .value=${alt}></textarea></p>
    <p class="field"><label for="caption-${id}">${t("Caption")}</label><input class="input" id="caption-${id}" name="caption" dir="auto" maxlength="500" .value=${caption}></p>
    <p class="field"><label for="credit-${id}">${t("Whose picture it is")}</label><input class="input" id="credit-${id}" name="credit" dir="auto" maxlength="500" .value=${credit}></p>
    <p class="field"><label for="chapter-${id}">${t("In the chapter")}</label><select class="input" id="chapter-${id}" name="chapter">${chapters.map(({ id: value, title }) => html`<option value=${value} ?selected=${value === chapter}>${title}</option>`)}</select></p>`;
}

/**
 * @param {Editing} editing
 * @param {SubmitEvent} event
 */
async function add(editing, event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const words = said(event);
  const file = new FormData(form).get("file");
  if (!(file instanceof File) || !words.alt) {
    editing.say("pictures", t("Please describe the picture in a sentence for people who cannot see it."));
    return;
  }
  editing.say("pictures", t("The picture is on its way …"));
  const kept = await editing.post("/pictures", file);
  if (!kept.ok) {
    editing.say("pictures", kept.sentence);
    return;
  }
  const command = { type: "documentation.show_picture", picture: `picture-${editing.newId()}`, ...kept.answer, ...words };
  if (await editing.change("pictures", command, t("The picture is saved."))) form.reset();
}

/** @param {SubmitEvent} event */
function said(event) {
  const fields = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  const [alt = "", caption = "", credit = "", chapter = ""] = ["alt", "caption", "credit", "chapter"].map((name) => String(fields.get(name) ?? "").trim());
  return { alt, caption, credit, chapter };
}
