/**
 * A prepared list before it is sent: what a file or the clipboard holds, brought into lines that the server reads.
 *
 * Rule: cells stay text; nothing is worked out but which groups are named by number.
 */

/** @typedef {"large" | "strange"} Wrong */

/** Bytes, as they are sent: what is around them must have room in the frame. */
const MOST = 60_000;
/** Bytes of a file that is still looked into. */
const LARGEST = 4 * MOST;
/** More groups than this are none. */
const GROUPS = 2_000;
/** What a text does not contain, but a spreadsheet's own file does. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const STRANGE = /[\u0000-\u0008\u000e-\u001f]/;

/**
 * The text of a file. Spreadsheets of older systems do not write UTF-8.
 * @param {File} file
 * @returns {Promise<{text: string} | {wrong: Wrong}>}
 */
export async function readFile(file) {
  if (file.size > LARGEST) return { wrong: "large" };
  const text = await file.text();
  const read = text.includes("\uFFFD") ? new TextDecoder("windows-1252").decode(await file.arrayBuffer()) : text;
  return STRANGE.test(read) ? { wrong: "strange" } : { text: read.replace(/^\uFEFF/, "") };
}

/**
 * Cells that were copied out of a spreadsheet are parted by tabs.
 * @param {string} words
 */
export function asList(words) {
  if (!words.includes("\t")) return words;
  return words
    .split(/\r\n|\r|\n/)
    .map((line) => line.split("\t").map(quoted).join(";"))
    .join("\n");
}

/** @param {string} text */
export function fits(text) {
  return new TextEncoder().encode(JSON.stringify(text)).length <= MOST;
}

/** @param {string} words */
export function rows(words) {
  return words.split(/\r\n|\r|\n/).filter((line) => line.trim());
}

/**
 * How many groups a list numbers without a gap, from 1 on; a number beyond a gap may be a slip of the finger.
 * @param {string} text
 */
export function numbered(text) {
  const numbers = new Set(rows(text).map((line) => Number(/^[^;,]*[;,]\s*"?(\d{1,4})"?\s*(?:[;,].*)?$/.exec(line.replace(/^\s*"[^"]*"/, ""))?.[1] ?? 0)));
  let count = 0;
  while (count < GROUPS && numbers.has(count + 1)) count += 1;
  return count;
}

/** @param {string} cell */
function quoted(cell) {
  return /[;,"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
