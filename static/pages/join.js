/**
 * Makes the join form kinder: digits in two groups of four, a button that says what happens, the language at once.
 * Everything works without it.
 */

const LONGEST_ON_BUTTON = 24;

export {};

const form = /** @type {HTMLFormElement} */ (document.getElementById("join"));
const code = /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
const name = /** @type {HTMLInputElement} */ (form.elements.namedItem("name"));
const seats = /** @type {HTMLSelectElement} */ (form.elements.namedItem("seats"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("[data-named]"));

code.addEventListener("input", group);
name.addEventListener("input", word);
form.addEventListener("change", (event) => {
  const picked = /** @type {HTMLInputElement} */ (event.target);
  if (picked.name === "language") speak(picked.value);
});
restore();
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
  try {
    sessionStorage.setItem("join", JSON.stringify({ code: code.value, name: name.value, seats: seats.value }));
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
    if (kept.seats) seats.value = kept.seats;
  } catch {
    // Forbidden storage: there is nothing to restore.
  }
}
