/**
 * Makes the join form kinder: digits in two groups of four, a button that says what happens, the language at once.
 * Everything works without it.
 */

const LONGEST_ON_BUTTON = 24;

export {};

const form = /** @type {HTMLFormElement} */ (document.getElementById("join"));
const code = /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
const name = /** @type {HTMLInputElement} */ (form.elements.namedItem("name"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-named]"));

code.addEventListener("input", group);
name.addEventListener("input", word);
form.addEventListener("change", (event) => {
  const picked = /** @type {HTMLInputElement} */ (event.target);
  if (picked.name === "language") speak(picked.value);
});
restore();
sayWhen();
group();
word();
addEventListener("load", fetchAhead);

/** What the next page will ask for comes while somebody still types. A line that is not there now does not matter. */
function fetchAhead() {
  for (const address of (form.dataset.ahead ?? "").split(" ").filter(Boolean)) fetch(address, { priority: "low" }).catch(() => undefined);
}

/** Two groups of four, without moving the caret of somebody who mends a digit in the middle. */
function group() {
  const digits = code.value.replace(/\D/g, "").slice(0, 8);
  const atEnd = code.selectionStart === code.value.length;
  if (code.value && (atEnd || document.activeElement !== code)) code.value = digits.replace(/^(\d{4})(?=\d)/, "$1 ");
}

/** The day in words; the server writes it in figures. */
function sayWhen() {
  const when = /** @type {HTMLTimeElement | null} */ (document.getElementById("when"));
  if (!when) return;
  const lang = `${document.documentElement.lang.replace(/-.*/, "")}-u-nu-latn`;
  const words = { weekday: /** @type {const} */ ("long"), day: /** @type {const} */ ("numeric"), month: /** @type {const} */ ("long"), hour: /** @type {const} */ ("2-digit"), minute: /** @type {const} */ ("2-digit") };
  when.textContent = new Intl.DateTimeFormat(lang, { ...words, hourCycle: "h23" }).format(new Date(when.dateTime));
}

function word() {
  const words = /** @type {HTMLElement} */ (button.querySelector("span"));
  const given = name.value.trim();
  const short = given.length > LONGEST_ON_BUTTON ? `${given.slice(0, LONGEST_ON_BUTTON)}…` : given;
  const { nameless = "", named = "" } = button.dataset;
  words.textContent = given ? named.replace("{}", () => short) : nameless;
}

/**
 * The page in another language, with everything that was entered.
 * @param {string} language
 */
function speak(language) {
  document.cookie = `language=${encodeURIComponent(language)}; path=/; max-age=31536000; samesite=lax`;
  const together = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=together]"));
  try {
    sessionStorage.setItem("join", JSON.stringify({ code: code.value, name: name.value, together: together?.checked }));
  } catch {
    // Forbidden storage: the fields have to be filled in again.
  }
  location.reload();
}

function restore() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("join") ?? "null");
    sessionStorage.removeItem("join");
    if (!kept) return;
    code.value ||= kept.code;
    name.value ||= kept.name;
    const together = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=together]"));
    if (together && kept.together) together.checked = true;
  } catch {
    // Forbidden storage: there is nothing to restore.
  }
}
