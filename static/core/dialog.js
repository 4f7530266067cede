/** Dialogs, also in browsers before 2022 that know none: those only show it, in its place above the page. */

/** @param {HTMLDialogElement | null} dialog the browser keeps the focus inside and gives it back afterwards */
export function openDialog(dialog) {
  if (dialog?.showModal) dialog.showModal();
  else dialog?.setAttribute("open", "");
}

/** @param {HTMLDialogElement | null} dialog */
export function closeDialog(dialog) {
  if (dialog?.close) dialog.close();
  else dialog?.removeAttribute("open");
}
