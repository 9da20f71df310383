/** A marked sentence with its values in bold. */

import { pieces } from "./sentence";

export function Sentence({ text }: { text: string }) {
  return pieces(text).map(({ text: said, strong }, index) =>
    strong ? <strong key={index}>{said}</strong> : <span key={index}>{said}</span>,
  );
}
