/** How the API writes the units without a lead party. */
export const NO_PARTY = '-';

/** Addresses of farms and companies; a company's name is free text. */
export const farmPath = (farm: string) => `/farm/${encodeURIComponent(farm)}`;
export const partyPath = (party: string | null | undefined) => `/party/${encodeURIComponent(party ?? NO_PARTY)}`;

/** What the address names after its first part, `T_A-1` of `/farm/T_A-1`; decoded here, for the router decodes a part of it. */
export function nameInAddress(): string {
  const name = window.location.pathname.split('/').slice(2).join('/');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
