import { useState } from 'react';
import type { Phrase } from '../lib/sentence';
import { MethodLink } from './MethodLink';
import css from './Sentence.module.css';

interface Props {
  phrases: Phrase[];
  /** A smaller sentence under the first. */
  second: Phrase[];
  /** What goes to the clipboard. */
  quote: string;
  size: 'headline' | 'sentence';
}

export function Sentence({ phrases, second, quote, size }: Props) {
  return (
    <div className={css.block}>
      <p className={css[size]}>
        <Phrases phrases={phrases} />
      </p>
      {second.length > 0 && (
        <p className={css.second}>
          <Phrases phrases={second} />
        </p>
      )}
      <CopyButton text={quote} />
    </div>
  );
}

const Phrases = ({ phrases }: { phrases: Phrase[] }) =>
  phrases.map(({ text, accent, about }, index) => (
    <span key={index} className={accent && css[accent]}>
      {about ? <MethodLink about={about}>{text}</MethodLink> : text}
    </span>
  ));

function CopyButton({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied, with definition, coverage and source');
    } catch {
      setSaid('The browser does not let this page copy; the text is below');
    }
  };
  return (
    <div className={css.copy}>
      <button type="button" onClick={() => void copy()}>
        <svg
          width="14"
          height="14"
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          aria-hidden="true"
        >
          <rect x="5.5" y="5.5" width="8" height="8.5" rx="1.5" />
          <path d="M10.5 3.2V3A1.5 1.5 0 0 0 9 1.5H4A1.5 1.5 0 0 0 2.5 3v6A1.5 1.5 0 0 0 4 10.5h.2" />
        </svg>
        Copy this with its source
      </button>
      <span role="status">{said}</span>
      {said.startsWith('The browser') && <p>{text}</p>}
    </div>
  );
}
