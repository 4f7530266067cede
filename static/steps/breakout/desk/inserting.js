/** The few fields that are needed to insert a group phase while the evening runs. */

import { html } from "lit-html";
import { t } from "../../../core/i18n.js";
import { lack, missing } from "../../desk.js";

/** People in a group. */
const LEAST = 2;
const MOST = 30;

/** @type {import("../../desk.js").Insertion} */
export const insertion = {
  label: () => t("Group phase"),
  minutes: 20,
  fields: (wrong) => html`<p class="field"><label for="breakout-prompts">${t("What the groups are asked, one prompt in each line")}</label><textarea class="input" id="breakout-prompts" name="prompts" rows="3" required></textarea>${lack(wrong, "prompts")}</p>
    <p class="field field-number"><label for="breakout-size">${t("People in a group")}</label><input class="input" id="breakout-size" name="group_size" type="number" min=${LEAST} max=${MOST} value="8" required inputmode="numeric">${lack(wrong, "group_size")}</p>`,
  wrong: (form) => missing(form, "prompts", t("Please write at least one prompt.")) ?? wrongSize(Number(form.get("group_size"))),
  read: (form, words) => ({
    prompts: String(form.get("prompts")).split("\n").map((line) => line.trim()).filter(Boolean).map(words),
    group_size: Number(form.get("group_size")),
  }),
};

/**
 * @param {number} size
 * @returns {import("../../desk.js").Wrong | undefined}
 */
function wrongSize(size) {
  if (Number.isInteger(size) && size >= LEAST && size <= MOST) return undefined;
  return { field: "group_size", why: t("Please write a whole number from %(least)s to %(most)s.", { least: LEAST, most: MOST }) };
}
