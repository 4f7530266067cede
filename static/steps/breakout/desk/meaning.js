/**
 * A menu that acts at once when a choice is meant, and waits when it is not known to be.
 *
 * Rule: in some browsers every arrow key changes a closed menu. What was chosen by keys waits for Enter, or for the button
 * that then stands beside the menu; whoever goes on without either has done nothing.
 */

import { html, nothing, render } from "lit-html";

/**
 * The menu stands in a `.mover`, with an empty element after it for the button.
 * @param {string} id of the menu
 * @param {string} standing what is chosen before anybody chooses
 * @param {string} word of the button
 * @param {(chosen: string) => Promise<boolean>} does whether it was done; if not, the menu goes back
 */
export function carefully(id, standing, word, does) {
  let byKeys = false;
  const fieldOf = () => /** @type {HTMLSelectElement | null} */ (document.getElementById(id));
  const ask = (/** @type {HTMLSelectElement} */ field, /** @type {boolean} */ waiting) => {
    const beside = field.nextElementSibling;
    if (!(beside instanceof HTMLElement)) return;
    render(waiting ? html`<button class="button button-plain mover-now" type="button" @mousedown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${go} @blur=${leave}>${word}</button>` : nothing, beside);
  };
  const go = () => {
    const field = fieldOf();
    if (!field) return;
    const chosen = field.value;
    // A button that is taken away under the focus loses it.
    field.focus();
    ask(field, false);
    void does(chosen).then((done) => done || (field.value = standing));
  };
  const change = () => {
    const field = fieldOf();
    if (byKeys && field) ask(field, field.value !== standing);
    else go();
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    byKeys = true;
    if (event.key !== "Enter" || fieldOf()?.value === standing) return;
    event.preventDefault();
    go();
  };
  const leave = (/** @type {FocusEvent} */ event) => {
    const field = fieldOf();
    if (!field || (event.relatedTarget instanceof Node && field.parentElement?.contains(event.relatedTarget))) return;
    if (field.nextElementSibling?.childElementCount) field.value = standing;
    ask(field, false);
  };
  const point = () => {
    byKeys = false;
  };
  return { change, press, leave, point };
}
