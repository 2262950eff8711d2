/**
 * The text with every half of a surrogate pair that stands alone replaced by U+FFFD, as UTF-8 would. Storage would take
 * such a half, or not, or change it: a text that it cannot change is the same at every delivery.
 */
export function wellFormed(text: string): string {
  return text.toWellFormed();
}
