/**
 * What has become of what a person said: on its way, or refused.
 *
 * Rule: nothing is called saved before the server has said so. A refusal stands until the person tries again.
 */

/** @typedef {import("./outbox.js").Command} Command */
/** @typedef {{command: Command, code: string, params: Record<string, string | number>}} Refusal */
/** @typedef {{type: string, step?: string | undefined, part?: string | undefined, note?: string | undefined, seat?: number | undefined}} About */

export class Answers {
  #outbox;
  /** @type {Map<string, Refusal>} */
  #refusals = new Map();

  /** @param {import("./outbox.js").Outbox} outbox */
  constructor(outbox) {
    this.#outbox = outbox;
  }

  /**
   * Takes in the server's answer to a command.
   * @param {Command} command
   * @param {import("./connection.js").Outcome} outcome
   */
  hear(command, outcome) {
    if (outcome.saved) this.#refusals.delete(key(command));
    else this.#refusals.set(key(command), { command, code: outcome.code, params: outcome.params });
  }

  /**
   * The newest command about this that is still on its way.
   * @param {About} about
   * @returns {Command | undefined}
   */
  sending(about) {
    return this.#outbox.commands.filter((command) => key(command) === key(about)).at(-1);
  }

  /**
   * Why the last try was refused, unless the person has tried again since.
   * @param {About} about
   * @returns {Refusal | undefined}
   */
  refused(about) {
    return this.sending(about) ? undefined : this.#refusals.get(key(about));
  }
}

/** @param {About | Command} about */
function key({ type, step, part, note, seat = 1 }) {
  return JSON.stringify([type, step, part, note, seat]);
}
