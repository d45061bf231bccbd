/** How the API writes the units without a lead party. */
export const NO_PARTY = '-';

/** Addresses of farms and companies; a company's name is free text. */
export const farmPath = (farm: string) => `/farm/${encodeURIComponent(farm)}`;
export const partyPath = (party: string | null | undefined) => `/party/${encodeURIComponent(party ?? NO_PARTY)}`;

/** The router has decoded an address but for what `encodeURIComponent` alone escapes. */
export function textOf(parameter: string): string {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
}
