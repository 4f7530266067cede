/** The desk's keys at work. What a key means stands in keys.js. */

import { followFocus } from "./focus.js";
import { wishOf } from "./keys.js";
import { openHelp } from "./dialogs/help.js";
import { resize, toggleCode } from "./dialogs/screen.js";
import { sceneOf } from "./scene.js";
import { backward, forward } from "./walk.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("./keys.js").Wish} Wish */

/**
 * @param {Steering} desk
 * @returns {Steering}
 */
export function listenToKeys(desk) {
  followFocus();
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && desk.asking && !desk.dialog) desk.unask();
    if (!desk.view || desk.live.drafts.get("keys") === "off") return;
    const target = event.target instanceof Element ? event.target : null;
    const { key, ctrlKey, altKey, metaKey, repeat, isComposing } = event;
    const rightToLeft = document.documentElement.dir === "rtl";
    const wish = wishOf({ key, ctrlKey, altKey, metaKey, repeat, isComposing, target }, { rightToLeft, dialog: desk.dialog !== undefined });
    if (!wish) return;
    event.preventDefault();
    grant(desk, wish);
  });
  return desk;
}

/**
 * @param {Steering} desk
 * @param {Wish} wish
 */
function grant(desk, wish) {
  if (wish === "main") press(desk, " ");
  else if (wish === "reveal") press(desk, "r");
  else if (wish === "next" && !desk.looking) desk.press("next", () => forward(desk));
  else if (wish === "back" && !desk.looking) desk.press("back", () => backward(desk));
  else if (wish === "code") toggleCode(desk);
  else if (wish === "full") toggleFull();
  else if (wish === "larger") resize(desk, 0.1);
  else if (wish === "smaller") resize(desk, -0.1);
  else if (wish === "help") openHelp(desk);
}

/**
 * @param {Steering} desk
 * @param {" " | "r"} key
 */
function press(desk, key) {
  const act = sceneOf(desk).acts?.find((one) => one.key === key && !one.disabled);
  if (act) desk.press(`key ${key}`, act.does);
}

function toggleFull() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.();
}
