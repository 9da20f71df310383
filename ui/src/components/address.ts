/** Where an email address may go on in the next line. */

/** Up to here the part of an address before its sign, or the one behind it, has room in a line. */
const room = 20;

/** Broken behind its sign; only where a part of it is long, behind its dots as well. */
export function addressParts(email: string): string[] {
  return (email.match(/[^@]*@|[^@]+/g) ?? []).flatMap((part) =>
    part.length > room ? (part.match(/[^.@]*[.@]|[^.@]+/g) ?? []) : [part],
  );
}
