// Settlement dates as text.
const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

export const today = () => london.format(new Date());
export const plusDays = (date, n) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
