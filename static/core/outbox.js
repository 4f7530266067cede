/**
 * What this page has said and the server has not yet answered, in order.
 *
 * Rule: a command leaves the outbox only by an answer. It survives a reload, keeps its id and is sent again as it is;
 * the server counts an id once.
 */

/** @typedef {{id: string, type: string, [field: string]: any}} Command */

export class Outbox {
  #key;
  #storage;
  /** @type {Command[]} */
  #commands;

  /**
   * @param {string} scope dialogue and role, so that two pages of one browser do not mix
   * @param {Storage | undefined} storage
   */
  constructor(scope, storage) {
    this.#key = `outbox:${scope}`;
    this.#storage = storage;
    this.#commands = this.#read();
  }

  /** @returns {readonly Command[]} oldest first */
  get commands() {
    return this.#commands;
  }

  /** @param {Command} command */
  put(command) {
    this.#commands = [...this.#commands, command];
    this.#write();
  }

  /**
   * Takes out the command that has been answered.
   * @param {string} id
   * @returns {Command | undefined}
   */
  take(id) {
    const command = this.#commands.find((candidate) => candidate.id === id);
    if (command) {
      this.#commands = this.#commands.filter((candidate) => candidate !== command);
      this.#write();
    }
    return command;
  }

  /** @returns {Command[]} */
  #read() {
    try {
      const kept = JSON.parse(this.#storage?.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  #write() {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify(this.#commands));
    } catch {
      // Full or forbidden storage: the command still lives until the page is left.
    }
  }
}

/** @returns {string} an id nobody else chooses, without needing a secure context */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
