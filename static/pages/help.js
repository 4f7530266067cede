/**
 * Tests the connection before the evening: does the server answer, how soon, is the direct line let through.
 *
 * Rule: the result is said in words, and nothing is stored. All sentences stand in the page already.
 */

import { lookFor } from "../core/ways.js";

/** @typedef {"testing" | "good" | "slow" | "uncookied" | "walled" | "offline" | "unreached"} Verdict */

const TIMES = 3;
const SLOW = 1500;
const PATIENCE = 8000;
const WORD = "hello";

const button = /** @type {HTMLButtonElement} */ (document.getElementById("try"));
const result = /** @type {HTMLElement} */ (document.getElementById("result"));

button.hidden = false;
button.addEventListener("click", () => void test());

async function test() {
  button.disabled = true;
  show("testing", []);
  const [answered, line, found] = await Promise.all([answerTime(), direct(), lookFor("/stream/sign")]);
  if (found === "walled") show("walled", []);
  else if (answered === undefined) show(navigator.onLine ? "unreached" : "offline", []);
  else {
    sayTime(answered);
    show(!navigator.cookieEnabled ? "uncookied" : answered > SLOW ? "slow" : "good", ["time", line ? "open" : "blocked"]);
  }
  button.disabled = false;
}

/**
 * @param {Verdict} verdict
 * @param {string[]} facts
 */
function show(verdict, facts) {
  const said = [];
  for (const each of /** @type {NodeListOf<HTMLElement>} */ (result.querySelectorAll("[data-when], [data-fact]"))) {
    each.hidden = each.dataset["when"] !== verdict && !facts.includes(each.dataset["fact"] ?? "");
    if (!each.hidden) said.push(each.textContent.trim());
  }
  result.hidden = false;
  const status = document.getElementById("status");
  if (status) status.textContent = said.join(" ");
}

/** @param {number} milliseconds */
function sayTime(milliseconds) {
  const place = /** @type {HTMLElement} */ (result.querySelector("[data-fact=time]"));
  const figures = new Intl.NumberFormat(`${document.documentElement.lang.replace(/-.*/, "")}-u-nu-latn`, { maximumFractionDigits: 2 });
  place.textContent = (place.dataset["words"] ?? "").replace("{}", () => figures.format(Math.max(milliseconds, 10) / 1000));
}

/**
 * How long the server takes to answer, in milliseconds: the middle of a few, the first of which made the connection.
 * @returns {Promise<number | undefined>} nothing where it does not answer
 */
async function answerTime() {
  const times = [];
  try {
    for (let time = 0; time < TIMES; time += 1) {
      const asked = performance.now();
      const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) return undefined;
      times.push(performance.now() - asked);
    }
  } catch {
    return undefined;
  }
  return times.sort((one, other) => one - other)[Math.floor(TIMES / 2)];
}

/**
 * Whether a WebSocket opens and carries a word there and back.
 * @returns {Promise<boolean>}
 */
function direct() {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws/trial`);
    const end = (/** @type {boolean} */ works) => {
      clearTimeout(patience);
      resolve(works);
      socket.close();
    };
    const patience = setTimeout(() => end(false), PATIENCE);
    socket.addEventListener("open", () => socket.send(WORD));
    socket.addEventListener("message", ({ data }) => end(data === WORD));
    socket.addEventListener("close", () => end(false));
  });
}
