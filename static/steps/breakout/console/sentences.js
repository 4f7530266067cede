/** A text as its sentences, each exactly as it stands in the text. */

/**
 * @param {string} text
 * @param {string} [language]
 * @returns {string[]}
 */
export function sentences(text, language) {
  const found = "Segmenter" in Intl ? Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text), ({ segment }) => segment) : text.split(/(?<=[.!?؟…]["“”«»‘’]?)\s+|\n+/u);
  return [...new Set(found.map((one) => one.trim()).filter(Boolean))];
}
