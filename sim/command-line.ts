/** Ends the process with 2, as for options that it cannot take: says what is wrong, and how the command is used. */
export function refuse(what: string, usage: string): never {
  console.error(`${what}\n\n${usage}`);
  process.exit(2);
}

/**
 * What `parse` makes of the arguments. Ends the process where it throws, as for an unknown option, and, with how the command is
 * used, after --help.
 */
export function givenOptions<Options>(parse: () => Options, usage: string): Options {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parse();
  } catch (error) {
    return refuse((error as Error).message, usage);
  }
}

/** An option's text as a whole number from `least` on, 1 where nothing else is said. Ends the process where it is none. */
export function wholeNumber(name: string, text: string, usage: string, least = 1): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  return refuse(`--${name} is "${text}"; it takes a whole number from ${least} on.`, usage);
}
