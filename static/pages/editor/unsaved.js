/**
 * What an editor typed and has not saved, each piece with the state on which it was begun.
 *
 * Rule: it outlives a reload; only its saving, or the person, ends it. What somebody else saved meanwhile is shown beside
 * it, and is overwritten only after it was shown.
 */

/** @typedef {import("../../core/drafts.js").Drafts} Drafts */
/**
 * What the server has; `mark` is another one after each change, as the count of changes is.
 * @template T
 * @typedef {{value: T, mark: string | number}} Kept
 */
/**
 * Something that is typed into and saved as a whole.
 * @template T
 * @typedef {{name: string, kept: () => Kept<T>}} Piece
 */
/**
 * @template T
 * @typedef {{value: T, after: string | number, beside?: T}} Begun
 */

export class Unsaved {
  #drafts;

  /** @param {Drafts} drafts */
  constructor(drafts) {
    this.#drafts = drafts;
  }

  /**
   * What was begun and on which state, if anything was.
   * @template T
   * @param {Piece<T>} piece
   * @returns {Begun<T> | undefined}
   */
  begun({ name }) {
    return this.#drafts.read(name, undefined);
  }

  /**
   * What stands in the field: the person's own, else what the server has.
   * @template T
   * @param {Piece<T>} piece
   */
  value(piece) {
    const begun = this.begun(piece);
    return begun ? begun.value : piece.kept().value;
  }

  /**
   * The person types.
   * @template T
   * @param {Piece<T>} piece
   * @param {T} value
   */
  type(piece, value) {
    const begun = this.begun(piece);
    const kept = piece.kept();
    if (same(value, kept.value)) this.drop(piece);
    else this.#drafts.write(piece.name, { ...begun, value, after: begun?.after ?? kept.mark });
  }

  /**
   * The state that the person has seen: what is saved, is saved in place of this one.
   * @template T
   * @param {Piece<T>} piece
   */
  after(piece) {
    return this.begun(piece)?.after ?? piece.kept().mark;
  }

  /**
   * Whether somebody else saved since this was begun, and it is known here.
   * @template T
   * @param {Piece<T>} piece
   */
  overtaken(piece) {
    return this.after(piece) !== piece.kept().mark;
  }

  /**
   * What somebody else saved meanwhile, to be shown beside the person's own.
   * @template T
   * @param {Piece<T>} piece
   * @returns {T | undefined}
   */
  beside(piece) {
    return this.overtaken(piece) ? piece.kept().value : this.begun(piece)?.beside;
  }

  /**
   * Saving was refused: what the other one saved is in sight from now on.
   * @template T
   * @param {Piece<T>} piece
   * @returns {boolean} whether there is something to decide: not, where both wrote the same
   */
  refused(piece) {
    const begun = this.begun(piece);
    const { value, mark } = piece.kept();
    if (!begun || same(begun.value, value)) this.drop(piece);
    else this.#drafts.write(piece.name, { value: begun.value, after: mark, beside: value });
    return Boolean(begun) && !same(begun?.value, value);
  }

  /**
   * The server has it. What was typed since goes on.
   * @template T
   * @param {Piece<T>} piece
   * @param {T} value what was sent
   */
  saved(piece, value) {
    const begun = this.begun(piece);
    if (!begun || same(begun.value, value)) this.drop(piece);
    else this.#drafts.write(piece.name, { value: begun.value, after: piece.kept().mark });
  }

  /** @param {{name: string}} piece */
  drop({ name }) {
    this.#drafts.write(name, undefined);
  }
}

/**
 * @param {unknown} one
 * @param {unknown} other
 */
function same(one, other) {
  return JSON.stringify(typeof one === "string" ? one.trim() : one) === JSON.stringify(typeof other === "string" ? other.trim() : other);
}
