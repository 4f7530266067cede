/** The address and the code as people type them from the wall. */

/**
 * Host and path without the parts nobody types.
 * @param {string | undefined} url where people join, with or without `/j/<code>`
 */
export function address(url) {
  if (!url) return "";
  const { host, pathname } = new URL(url, "http://localhost");
  return host + pathname.replace(/\/(j\/\d*\/?)?$/, "");
}

/**
 * Eight digits as two times four, kept in one line.
 * @param {string} code
 */
export function spaced(code) {
  return code.replace(/^(\d{4})(\d{4})$/, "$1\u00a0$2");
}
