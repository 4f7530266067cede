/** What can be taken back, in words: the undo button names the last steering act. */

import { t } from "../../core/i18n.js";

/** Groups were made, and from what. @type {Record<string, () => string>} */
const MADE = {
  random: () => t("groups drawn"),
  same: () => t("same groups taken"),
  mixed: () => t("groups mixed"),
  list: () => t("divided by the list"),
  chosen: () => t("divided by the wishes"),
};

/** @type {Record<string, () => string>} */
const WORDS = {
  "agenda.started": () => t("evening begun"),
  "agenda.ended": () => t("evening ended"),
  "agenda.resumed": () => t("evening resumed"),
  "agenda.step_entered": () => t("item changed"),
  "agenda.step_skipped": () => t("item left out"),
  "agenda.step_unskipped": () => t("item taken in again"),
  "agenda.step_inserted": () => t("item inserted"),
  "agenda.reordered": () => t("order changed"),
  "agenda.replanned": () => t("plan changed"),
  "question.opened": () => t("question opened"),
  "question.closed": () => t("question closed"),
  "question.revealed": () => t("result shown"),
  "question.concealed": () => t("result hidden"),
  "question.round_begun": () => t("asked again"),
  "question.counts_entered": () => t("counts entered"),
  "hands.called": () => t("somebody called"),
  "hands.lowered": () => t("hands lowered"),
  "screen.overlaid": () => t("projector covered or cleared"),
  "screen.resized": () => t("text size changed"),
  "documentation.published": () => t("documentation published"),
  "documentation.withdrawn": () => t("documentation withdrawn"),
  "breakout.rooms_drafted": () => t("groups drawn"),
  "breakout.choice_opened": () => t("choice of groups opened"),
  "breakout.choice_closed": () => t("choice of groups closed"),
  "breakout.wished": () => t("choice of a group entered"),
  "breakout.person_moved": () => t("person moved"),
  "breakout.place_pinned": () => t("pin changed"),
  "breakout.people_linked": () => t("wish about people"),
  "breakout.people_unlinked": () => t("wish removed"),
  "breakout.speaker_marked": () => t("languages noted"),
  "breakout.published": () => t("groups announced"),
  "breakout.rooms_merged": () => t("groups merged"),
  "breakout.rooms_parted": () => t("groups parted"),
  "breakout.time_added": () => t("time added"),
  "breakout.ended": () => t("group phase ended"),
  "breakout.reopened": () => t("group phase reopened"),
  "breakout.note_hidden": () => t("card hidden"),
  "breakout.note_unhidden": () => t("card shown again"),
  "breakout.note_moved": () => t("card moved"),
  "breakout.note_merged": () => t("cards merged"),
  "breakout.note_parted": () => t("cards taken apart"),
  "breakout.boards_frozen": () => t("board frozen"),
  "breakout.boards_unfrozen": () => t("board unfrozen"),
  "breakout.quintessence_released": () => t("quintessence released"),
  "breakout.quintessence_withdrawn": () => t("quintessence withdrawn"),
  "breakout.quintessence_shown": () => t("quintessence shown"),
  "breakout.quintessence_taken_down": () => t("quintessence taken down"),
  "breakout.focus_idea_removed": () => t("focus idea removed"),
  "breakout.confirmation_asked": () => t("group asked"),
  "breakout.pen_taken": () => t("pen taken"),
  "breakout.pen_passed": () => t("pen put down"),
  "breakout.help_taken": () => t("help on its way"),
  "breakout.help_done": () => t("help done"),
  "breakout.broadcast_sent": () => t("groups told"),
  "breakout.dots_turned": () => t("dots opened or closed"),
};

/**
 * @param {{what: string, step?: string}} last its type, and the step that it was about
 * @param {Record<string, any>} steps
 */
export function deed({ what, step }, steps) {
  const source = what === "breakout.rooms_drafted" && step ? steps[step]?.draft?.source : undefined;
  return (MADE[source] ?? WORDS[what])?.() ?? t("last step");
}
