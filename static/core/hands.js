/** Raised hands in a view: several people at one device have each their own. */

/** @typedef {{since: number, place: number, called?: true}} Hand */

/**
 * The hands that are up at this device, by seat.
 * @param {Pick<import("./views.js").Me, "hand" | "hands">} me
 * @returns {Record<string, Hand>}
 */
export function handsUp({ hand, hands = {} }) {
  return hand ? { 1: hand, ...hands } : hands;
}

/**
 * Whose hand it is, where hands are listed: the first at a device goes by the person's id, another by id and seat.
 * @param {string} key
 * @returns {{person: string, seat: number}}
 */
export function holderOf(key) {
  const [person = "", seat = "1"] = key.split("/");
  return { person, seat: Number(seat) };
}
