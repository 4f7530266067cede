/**
 * One tick is one person: gives an element its numbers through the CSSOM, because the content policy forbids style
 * attributes. Use it on the element itself: `<span class="ticks" ${ticks(22, 40)}></span>`.
 */

import { nothing } from "lit-html";
import { directive, Directive, PartType } from "lit-html/directive.js";

const STROKES_UP_TO = 120;

class Ticks extends Directive {
  /** @param {import("lit-html/directive.js").PartInfo} part */
  constructor(part) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("ticks() stands on an element, not in an attribute");
  }

  /**
   * @override
   * @param {number} count
   * @param {number} [of]
   */
  render(count, of) {
    void count;
    void of;
    return nothing;
  }

  /**
   * @override
   * @param {import("lit-html/directive.js").ElementPart} part
   * @param {[number, number?]} values
   */
  update(part, [count, of]) {
    const element = /** @type {HTMLElement} */ (part.element);
    set(element, "--count", count);
    if (of !== undefined) {
      set(element, "--of", Math.max(of, count, 1));
      element.classList.toggle("ticks-solid", of > STROKES_UP_TO);
    }
    return nothing;
  }
}

/**
 * Strokes for `count` of `of`; a solid bar above 120. Without `of` it only tells the element its own number.
 */
export const ticks = directive(Ticks);

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {number} value
 */
function set(element, name, value) {
  const words = String(value);
  if (element.style.getPropertyValue(name) !== words) element.style.setProperty(name, words);
}
