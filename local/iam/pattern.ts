/** Whether a text is one that a policy's element names. */
export type Matcher = (text: string) => boolean;

/** Matches any of several IAM patterns: `*` stands for any run of characters, `?` for one. Upper and lower case differ. */
export function anyOf(patterns: readonly string[]): Matcher {
  const literal = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const wild = patterns.filter((pattern) => /[*?]/.test(pattern)).map(wildcard);
  return (text) => literal.has(text) || wild.some((pattern) => pattern.test(text));
}

/** Like {@link anyOf}, upper and lower case being the same, as for action names. */
export function anyOfIgnoringCase(patterns: readonly string[]): Matcher {
  const matches = anyOf(patterns.map((pattern) => pattern.toLowerCase()));
  return (text) => matches(text.toLowerCase());
}

/** Matches ARNs part by part, so that a `*` does not reach across the first five colons. */
export function anyArnOf(patterns: readonly string[]): Matcher {
  const matchers = patterns.map((pattern) => arnParts(pattern).map((part) => anyOf([part])));
  return (text) => {
    const parts = arnParts(text);
    return matchers.some(
      (matcher) => matcher.length === parts.length && matcher.every((part, i) => part(parts[i]!)),
    );
  };
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function wildcard(pattern: string): RegExp {
  const source = pattern
    .split(/([*?])/)
    .map((piece) => (piece === '*' ? '.*' : piece === '?' ? '.' : RegExp.escape(piece)))
    .join('');
  return new RegExp(`^${source}$`, 's');
}
