/** What a terminal obeys, what no XML document may hold, and what turns the direction of a text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/**
 * A name as it may be shown on a terminal and drawn in a figure: whole, with � in the place of every character that
 * would be obeyed instead of seen, and a blank for what ends a line. Other names stay as they are.
 */
export const printable = (name: string): string => name.replace(/[\t\r\n]/g, " ").replace(UNPRINTABLE, "�");
