/** The Bitcoin sign, drawn: few fonts have it. */
export function BitcoinSign({ className }: { className?: string }) {
  return (
    <svg
      className={className}
      width="0.72em"
      height="0.94em"
      viewBox="0 0 18 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.6"
      role="img"
      aria-label="Bitcoin"
    >
      <path d="M1 4.2h9.2a3.9 3.9 0 0 1 0 7.8H4.5M4.5 12h6.9a4 4 0 0 1 0 7.9H1M4.5 4.2v15.7M6.6 1v3.2M11 1v3.2M6.6 19.9V23M11 19.9V23" />
    </svg>
  );
}
