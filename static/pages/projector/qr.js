/**
 * The picture of the join address. The server draws it into `<template id="qr">`; here it is only moved to where it is
 * shown, so that no markup is ever made from text.
 */

import { html } from "lit-html";
import { t } from "../../core/i18n.js";

/** @type {SVGElement | null | undefined} */
let drawing;

export function joinPicture() {
  drawing ??= copy();
  return html`<div class="join-picture" role="img" aria-label=${t("Code to point a camera at")}>${drawing}</div>`;
}

function copy() {
  const template = /** @type {HTMLTemplateElement | null} */ (document.getElementById("qr"));
  const found = template?.content.querySelector("svg");
  if (!found) return null;
  const svg = /** @type {SVGElement} */ (found.cloneNode(true));
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
  svg.removeAttribute("class");
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  svg.setAttribute("aria-hidden", "true");
  return svg;
}
