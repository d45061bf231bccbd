export type CsvValue = string | number | boolean | null | undefined;

const quoted = (value: CsvValue) => {
  const text = value == null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180, as the API writes it: names first, an empty cell for what is not known. */
export const csvText = (names: string[], rows: CsvValue[][]) =>
  [names, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
