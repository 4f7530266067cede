/**
 * Exchanges the secret in the address for a cookie and goes on to the page it opens.
 *
 * Rule: the secret goes nowhere but in the body of one POST, and the page that holds it leaves the history. A plain
 * script without modules, so that an old browser can at least say what is wrong.
 */
(function open() {
  const secret = decodeURIComponent(location.hash.slice(1));
  const again = document.getElementById("again");
  const firstPage = document.getElementById("first-page");

  /** @param {string} what opening, unknown, empty, busy or unreached */
  function show(what) {
    const pieces = document.querySelectorAll("[data-when]");
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index];
      if (piece instanceof HTMLElement) piece.hidden = piece.getAttribute("data-when") !== what;
    }
    if (again) again.hidden = what !== "unreached" && what !== "busy";
    if (firstPage) firstPage.hidden = what === "opening";
    const said = document.getElementById("status");
    const sentence = document.querySelector(`p[data-when="${what}"]`);
    if (said && sentence) said.textContent = sentence.textContent;
  }

  /** @param {Response} answer */
  function heard(answer) {
    if (answer.status === 429) return show("busy");
    if (answer.status >= 500) return show("unreached");
    if (!answer.ok) return show("unknown");
    return answer.json().then(function go(words) {
      const target = String(words.url);
      if (!/^\/[^/\\]/.test(target)) return show("unknown");
      location.replace(target);
      return undefined;
    });
  }

  function exchange() {
    show("opening");
    const body = JSON.stringify({ secret });
    fetch("/enter", { method: "POST", headers: { "content-type": "application/json" }, body, credentials: "same-origin" }).then(heard, function lost() {
      show("unreached");
    });
  }

  if (!secret) {
    show("empty");
    return;
  }
  if (again) again.addEventListener("click", exchange);
  exchange();
})();
