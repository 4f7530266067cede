/** The raised hands of the group, in order: who has not spoken yet stands out; call one, lower one. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { holderOf } from "../../core/hands.js";
import { comma, t } from "../../core/i18n.js";
import { inOrder } from "../../core/order.js";
import { icon } from "../../core/said.js";
import { callerName } from "../../steps/callers.js";

/** @typedef {{raised: Record<string, {name?: string, since: number, seat?: number, first?: true, called?: true, phone?: number}>}} Hands */

/**
 * @param {import("../../core/page.js").Live} live
 * @param {Hands} hands
 */
export function hands({ connection }, { raised }) {
  const order = inOrder(raised, ({ since }) => since);
  if (!order.length) return nothing;
  const say = (/** @type {string} */ type, /** @type {string} */ key) => () => connection.send({ type, ...holderOf(key) });
  return html`<ul class="hands" aria-label=${t("Raised hands")}>
    ${repeat(order, (key) => key, (key, index) => {
      const { name, seat, first, called, phone } = raised[key] ?? {};
      const device = phone ? callerName({ name, phone }) : (name ?? t("Somebody without a name"));
      const who = seat ? `${device}, ${t("Person %(n)s", { n: seat })}` : device;
      return html`<li>
        <button class="button button-plain" type="button" aria-pressed=${called ? "true" : "false"} @click=${say("hands.call", key)}>
          ${index ? nothing : icon("hand")} <span>${index + 1} <bdi>${who}</bdi>${first ? html`${comma()}${t("for the first time")}` : nothing}</span>
        </button>
        <button class="button button-bare" type="button" aria-label=${t("Lower the hand of %(name)s", { name: who })} @click=${say("hands.lower", key)}>${icon("close", "icon-small")}</button>
      </li>`;
    })}
  </ul>`;
}
