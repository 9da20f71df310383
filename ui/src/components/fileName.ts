/** Names of files that are offered to be saved. */

/** Such as `employees-contoso-2026-11-20.xlsx`, in the local day. */
export function fileName(word: string, connection: string | undefined, now: Date, extension: string): string {
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) =>
    String(part).padStart(2, "0"),
  );
  const name = [word, connection, day.join("-")].filter(Boolean).map((part) => plain(String(part)));
  return `${name.join("-")}.${extension}`;
}

/** Letters and digits of any script; what file systems refuse becomes a dash. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
