/**
 * Words made alike for comparing: small letters, and one i.
 *
 * Rule: people write in several languages on one page, so the language of the page decides nothing. Turkish has an i
 * with and one without a dot, in both sizes; all four become one, so that “IŞIK”, “Işık” and “ışık” are found by each
 * other, and “ILSE” by “Ilse” too. (`toLowerCase` keeps the dots apart, `toLocaleLowerCase` loses Ilse in Turkish.)
 */

/** @param {string} words */
export function small(words) {
  return words.replace(/[İIı]/gu, "i").toLowerCase().replaceAll("i\u0307", "i");
}
