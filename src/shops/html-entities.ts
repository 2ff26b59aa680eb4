const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** WordPress stores titles with some characters as entities, `Salt &amp; pepper &#8211; large`; mails are made of plain text. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (entity, ...found) => {
      const [decimal, hexadecimal, name] = found as (string | undefined)[];
      if (name) return NAMED[name.toLowerCase()] ?? entity;
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexadecimal!, 16));
    },
  );
}
