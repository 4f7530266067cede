/**
 * A place of the evening, with everything needed to go on seeing it while the moderation is elsewhere.
 *
 * Rule: a group goes before the next one comes. Until that is there the last one stays, so that no field closes under
 * somebody's hands and nobody sees an empty screen in between.
 */

/** @typedef {import("../../core/views.js").Room} Room */
/**
 * @typedef {object} Place
 * @property {string} key places with the same key are one screen
 * @property {import("../../core/views.js").Everyone} everyone
 * @property {import("../../core/views.js").Me} me
 * @property {Room | undefined} room
 */

/**
 * @param {Place} place where the moderation and the person's group are now
 * @param {Place | undefined} shown
 * @returns {Place}
 */
export function untilThere(place, shown) {
  const { me, room, everyone: { step, dialogue } } = place;
  const coming = dialogue.phase === "running" && room === undefined && step !== undefined && me.room?.step === step.id;
  return coming && shown?.room?.step === step.id ? { ...place, key: shown.key, room: shown.room } : place;
}

/**
 * The group into which the person comes, where it is another one than that on the screen.
 * @param {Place} place
 * @param {Place} shown
 * @returns {Room | undefined}
 */
export function newGroup({ room, everyone }, shown) {
  const known = room?.step === shown.room?.step && room?.room === shown.room?.room;
  return known || everyone.dialogue.phase !== "running" ? undefined : room;
}
