/** Pictures: each with words for those who cannot see it, and with whose it is. */

import { html } from "lit-html";
import { t, tn } from "../../core/i18n.js";
import { beside } from "./beside.js";
import { counter, LINE_LIMIT, typed } from "./limit.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").Picture} Picture */
/** @typedef {{alt: string, caption: string, credit: string, chapter: string}} Words */
/** @typedef {import("./unsaved.js").Piece<Words>} Piece */

const LARGEST = 10 * 1024 * 1024;
/** A picture that is not handed in yet. @type {Piece} */
const added = { name: "picture@new", kept: () => ({ value: { alt: "", caption: "", credit: "", chapter: "glance" }, mark: 0 }) };

/** @type {import("./tools.js").Tool} */
export const pictures = {
  name: "pictures",
  title: () => t("Pictures"),
  state: ({ told }) => (told.pictures.length ? tn("%(n)s picture", "%(n)s pictures", told.pictures.length) : t("none yet")),
  unsaved: (editing) => editing.fileChosen || [added, ...editing.told.pictures.map((picture) => known(editing, picture))].some((piece) => editing.unsaved.begun(piece)),
  body: (editing) => html`<ul class="pictures">${editing.told.pictures.map((picture) => given(editing, picture))}</ul>
    <form class="tool-form" @submit=${(/** @type {SubmitEvent} */ event) => void add(editing, event)}>
      <h3>${t("Add a picture")}</h3>
      <p class="field"><label for="picture-file">${t("File (JPEG, PNG or WebP, at most 10 MB)")}</label><input class="input" id="picture-file" name="file" type="file" accept="image/jpeg,image/png,image/webp" required @change=${(/** @type {Event} */ event) => choose(editing, event)}></p>
      ${about(editing, "new", added)}
      <small class="quiet">${t("Where and with what it was taken is removed from the file.")}</small>
      <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Add the picture")}</button></p></form>`,
};

/**
 * What is said about a picture. It is not counted, so its words are the mark of their state.
 * @param {Editing} editing
 * @param {Picture} picture
 * @returns {Piece}
 */
function known(editing, picture) {
  const kept = () => {
    const { alt, caption, credit, chapter } = editing.told.pictures.find((one) => one.picture === picture.picture) ?? picture;
    return { value: { alt, caption, credit, chapter }, mark: JSON.stringify([alt, caption, credit, chapter]) };
  };
  return { name: `picture@${picture.picture}`, kept };
}

/**
 * @param {Editing} editing
 * @param {Event} event
 */
function choose(editing, event) {
  editing.fileChosen = Boolean(/** @type {HTMLInputElement} */ (event.target).files?.length);
  editing.paint();
}

/**
 * @param {Editing} editing
 * @param {Picture} picture
 */
function given(editing, picture) {
  const piece = known(editing, picture);
  const save = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const command = { ...picture, ...trimmed(editing.unsaved.value(piece)), type: "documentation.show_picture" };
    void editing.save("pictures", piece, command, t("The picture is saved."));
  };
  const remove = () => void editing.change("pictures", { type: "documentation.remove_picture", picture: picture.picture }, t("The picture is removed."));
  return html`<li><img src="${editing.at}/pictures/${picture.file}" alt="" width=${picture.width} height=${picture.height} loading="lazy">
    <details class="others"><summary dir="auto">${picture.alt}${editing.unsaved.begun(piece) ? ` (${t("not saved yet")})` : ""}</summary><form class="tool-form" @submit=${save}>${about(editing, picture.picture, piece)}
      <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Save the picture")}</button>
      <button class="button button-bare" type="button" @click=${remove}>${t("Remove")}</button></p></form></details></li>`;
}

/**
 * @param {Editing} editing
 * @param {string} id
 * @param {Piece} piece
 */
function about(editing, id, piece) {
  const { chapters } = editing.draft;
  const { alt, caption, credit, chapter } = editing.unsaved.value(piece);
  const type = (/** @type {Event} */ event) => {
    const { name } = /** @type {HTMLInputElement} */ (event.target);
    editing.unsaved.type(piece, { ...editing.unsaved.value(piece), [name]: typed(event) });
    editing.paint();
  };
  return html`${beside(editing, piece, (other) => html`<p class="beside-words" dir="auto">${[other.alt, other.caption, other.credit].filter(Boolean).join("\n")}</p>`)}
    <p class="field"><label for="alt-${id}">${t("What is to be seen (for people who cannot see it)")}</label><textarea class="input" id="alt-${id}" name="alt" rows="2" dir="auto" required maxlength=${LINE_LIMIT} .value=${alt} @input=${type}></textarea>${counter(alt, LINE_LIMIT)}</p>
    <p class="field"><label for="caption-${id}">${t("Caption")}</label><input class="input" id="caption-${id}" name="caption" dir="auto" maxlength=${LINE_LIMIT} .value=${caption} @input=${type}>${counter(caption, LINE_LIMIT)}</p>
    <p class="field"><label for="credit-${id}">${t("Whose picture it is")}</label><input class="input" id="credit-${id}" name="credit" dir="auto" maxlength=${LINE_LIMIT} .value=${credit} @input=${type}>${counter(credit, LINE_LIMIT)}</p>
    <p class="field"><label for="chapter-${id}">${t("In the chapter")}</label><select class="input" id="chapter-${id}" name="chapter" @change=${type}>${chapters.map(({ id: value, title }) => html`<option value=${value} .selected=${value === chapter}>${title}</option>`)}</select></p>`;
}

/**
 * @param {Editing} editing
 * @param {SubmitEvent} event
 */
async function add(editing, event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const typedWords = editing.unsaved.value(added);
  const words = trimmed(typedWords);
  const file = new FormData(form).get("file");
  if (!(file instanceof File) || !words.alt) {
    editing.say("pictures", t("Please describe the picture in a sentence for people who cannot see it."));
    return;
  }
  if (file.size > LARGEST) {
    editing.say("pictures", t("The file is too large: at most 10 MB."));
    return;
  }
  editing.say("pictures", t("The picture is on its way …"));
  const kept = await editing.post("/pictures", file);
  if (!kept.ok) {
    editing.say("pictures", kept.sentence);
    return;
  }
  const command = { type: "documentation.show_picture", picture: `picture-${editing.newId()}`, ...kept.answer, ...words };
  const shown = await editing.wish(command);
  editing.say("pictures", shown.ok ? t("The picture is saved.") : shown.sentence);
  if (!shown.ok) return;
  editing.unsaved.saved(added, typedWords);
  editing.fileChosen = false;
  form.reset();
  await editing.readAnew();
}

/**
 * @param {Words} words
 * @returns {Words}
 */
function trimmed({ alt, caption, credit, chapter }) {
  return { alt: alt.trim(), caption: caption.trim(), credit: credit.trim(), chapter };
}
