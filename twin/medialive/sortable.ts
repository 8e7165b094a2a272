/** A number, e.g. a time in epoch ms, as text whose order is that of the numbers. */
export function sortable(value: number): string {
  return String(value).padStart(16, '0');
}
