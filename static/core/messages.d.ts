/** The words of the page's language; the import map of the page says where they are (`live/web/messages.py`). */
declare module "messages" {
  const words: Record<string, string | Record<string, string>>;
  export default words;
}
