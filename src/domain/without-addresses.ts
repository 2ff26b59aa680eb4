/** Anything that has the form of an email address, its sign as URLs write it included. */
const ADDRESS = /[^\s<>"'(),;:?&/]+(?:@|%40)[^\s<>"'(),;:?&/]+/gi;

/** What stands in place of what was removed. */
export const REMOVED = '(address)';

/** The text with each email address in it replaced: what people and mail servers write is kept longer than who it is about. */
export const withoutAddresses = (text: string) => text.replace(ADDRESS, REMOVED);
