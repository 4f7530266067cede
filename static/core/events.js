/**
 * Server-sent events (HTML, section 9.2), as far as this server makes them: of two fields, and ended by a newline.
 *
 * Rule: an event counts when it is whole, however the network has cut it; what is not meant for us is passed over.
 */

/** Takes server-sent events apart, however the network has cut them. */
export class Events {
  #rest = "";
  #kind = "";
  /** @type {string[]} */
  #data = [];

  /**
   * @param {string} text what has come
   * @returns {Generator<{kind: string, data: string}>} the events that are whole now
   */
  *feed(text) {
    let from = 0;
    for (let to = text.indexOf("\n"); to >= 0; to = text.indexOf("\n", from)) {
      const line = this.#rest + text.slice(from, to);
      this.#rest = "";
      from = to + 1;
      if (line !== "") this.#note(line);
      else if (this.#kind || this.#data.length) yield this.#whole();
    }
    this.#rest += text.slice(from);
  }

  /** @param {string} line */
  #note(line) {
    const [, field, value] = /** @type {RegExpExecArray} */ (/^([^:]*):? ?([^]*)$/.exec(line));
    if (field === "event") this.#kind = value ?? "";
    else if (field === "data") this.#data.push(value ?? "");
  }

  #whole() {
    const event = { kind: this.#kind || "message", data: this.#data.join("\n") };
    this.#kind = "";
    this.#data = [];
    return event;
  }
}
