import { csvText, type CsvValue } from '../lib/csv';

export interface Sheet {
  /** Of the file, without its ending. */
  file: string;
  names: string[];
  rows: CsvValue[][];
}

/** What a table shows as a file, where no single question to the API gives the same rows. */
export function CsvFile({ file, names, rows, of }: Sheet & { of: string }) {
  const save = () => {
    const url = URL.createObjectURL(new Blob([csvText(names, rows)], { type: 'text/csv' }));
    const link = Object.assign(document.createElement('a'), { href: url, download: `${file}.csv` });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <button type="button" className="pill" aria-label={`CSV of ${of}`} onClick={save}>
      CSV
    </button>
  );
}
