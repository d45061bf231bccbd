// Every page, and where it is on a site that holds a day, a farm and a party. A page joins most tests by its line here.
import { EMPTY_DAY, FUTURE_DAY } from './site.mjs';

/** `47 of 48 half hours`, of a day or a few. */
const LESS_THAN_ALL = /\b(\d+) of (?!\1 )\d+ half hours/;

/**
 * As the reader usually finds it. `charts` are those to be read out, at least; `answer` is the one that the page stands on, `what` is how
 * the page names it; `part` is how it tells that half hours are missing; `quotes` that it has a sentence to copy; `brief` is where less of the
 * same stands, for tests that read all of it again and again.
 */
export const PAGES = {
  home: { at: () => '/', charts: 2, answer: '/summaries/daily/*', what: 'The figures of', quotes: true },
  day: {
    at: ({ day }) => `/day/${day}`,
    charts: 3,
    answer: '/summaries/daily/*',
    what: 'The figures of',
    part: 'Part of the day.',
    quotes: true,
  },
  month: {
    at: ({ month }) => `/month/${month}`,
    charts: 2,
    answer: '/summaries/monthly/*',
    what: 'The figures of',
    part: 'Part of the month.',
    quotes: true,
  },
  year: {
    at: ({ year }) => `/year/${year}`,
    charts: 3,
    answer: '/summaries/yearly/*',
    what: 'The figures of',
    part: 'Part of the year.',
    quotes: true,
  },
  farms: {
    at: () => '/farms',
    brief: ({ party }) => `/farms?q=${encodeURIComponent(party)}`,
    answer: '/farms?*',
    what: 'The wind farms',
    part: LESS_THAN_ALL,
  },
  farm: {
    at: ({ farm }) => `/farm/${encodeURIComponent(farm)}`,
    charts: 2,
    answer: '/farms/*',
    what: 'The wind farm unit',
    part: 'In the half hours known between',
    quotes: true,
  },
  party: {
    at: ({ party }) => `/party/${encodeURIComponent(party)}`,
    charts: 2,
    answer: '/lead-parties/*',
    what: 'The lead party',
    part: 'In the half hours known between',
    quotes: true,
  },
  miners: {
    at: ({ day }) => `/miners?date=${day}`,
    answer: '/mining?*interval=day*',
    what: 'The figures of',
    part: LESS_THAN_ALL,
    quotes: true,
  },
  method: { at: () => '/method', answer: '/mining?*', what: 'The half hours of the example' },
  status: {
    at: () => '/status',
    charts: 1,
    answer: '/status',
    what: 'The state of the data',
    part: /[1-9]\d* in part/,
  },
};

/** By other choices, or with little to show: then `says` is what it says of that. */
export const ODD_PAGES = {
  'farms by name': { at: ({ party }) => `/farms?q=${encodeURIComponent(party)}`, says: /\d wind farm unit/ },
  'no farm of that name': { at: () => '/farms?q=no+such+farm', says: 'holds “no such farm”' },
  'a machine of one’s own, in dollars': {
    at: ({ day }) => `/miners?date=${day}&joules_per_th=13.5&currency=usd`,
    says: 'Your own machine',
  },
  'miners of a day ahead': { at: () => `/miners?date=${FUTURE_DAY}`, says: 'This day has not happened yet' },
  'miners of an empty day': { at: () => `/miners?date=${EMPTY_DAY}`, says: 'Nothing is known of this day here' },
  'empty day': { at: () => `/day/${EMPTY_DAY}`, says: 'No data for this day' },
  'day ahead': { at: () => `/day/${FUTURE_DAY}`, says: 'This day has not happened yet' },
  'month ahead': { at: () => `/month/${FUTURE_DAY.slice(0, 7)}`, says: 'This month has not happened yet' },
  'no date': { at: () => '/day/2025-02-30', says: 'not a date of the calendar' },
  'unknown farm': { at: () => '/farm/T_NONE-1', says: 'names a wind farm unit “T_NONE-1”' },
  'unknown party': { at: () => '/party/Nobody%20Limited', says: 'names a lead party “Nobody Limited”' },
  'unknown choice': { at: ({ day }) => `/day/${day}?definition=guesses`, says: 'way to count curtailment “guesses”' },
  'not found': { at: () => '/no/such/page', says: 'There is no such page' },
};
