// Days as numbers, 1 for 1 January of the year 1, in the calendar of the modules; calendar months
// clamped at month end. The browser's own dates know time zones and short years, so none is used.

// 31 December 9999.
const LAST_DAY = 3652059;
const LAST_YEAR = 9999;

const isLeap = year => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysOfMonth = (year, month) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

// Days before the first of a year, and before the first of a month in it.
const before = year =>
  (year - 1) * 365 + Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) +
  Math.floor((year - 1) / 400);

function dayNumber(year, month, day) {
  let number = before(year) + day;
  for (let passed = 1; passed < month; passed += 1) number += daysOfMonth(year, passed);
  return number;
}

function partsOf(number) {
  let year = Math.min(Math.floor((number - 1) / 365.2425) + 2, LAST_YEAR);
  while (before(year) >= number) year -= 1;
  let day = number - before(year);
  let month = 1;
  while (day > daysOfMonth(year, month)) {
    day -= daysOfMonth(year, month);
    month += 1;
  }
  return [year, month, day];
}

// `2025-08-01`, or null for a text that is no day.
function dayOf(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return null;
  return dayNumber(year, month, day);
}

function isoOf(number) {
  const [year, month, day] = partsOf(number);
  const two = part => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

// Calendar months and days, never converted into each other.
class Duration {
  constructor(months, days) {
    this.months = months;
    this.days = days;
  }
}

function durationText(span) {
  const part = (number, unit) =>
    number === 0n ? [] : [`${number} ${unit}${number === 1n || number === -1n ? "" : "s"}`];
  return [...part(span.months, "month"), ...part(span.days, "day")].join(" ") || "0 days";
}

// The day so much later, clamped at the ends of months and of the calendar.
function later(number, months, days) {
  const [year, month, day] = partsOf(number);
  const passed = BigInt(year * 12 + month - 1) + months;
  if (passed < 12n) return 1;
  if (passed >= BigInt((LAST_YEAR + 1) * 12)) return LAST_DAY;
  const [newYear, newMonth] = [Number(passed / 12n), Number(passed % 12n) + 1];
  const start = dayNumber(newYear, newMonth, Math.min(day, daysOfMonth(newYear, newMonth)));
  const moved = BigInt(start) + days;
  return moved < 1n ? 1 : moved > BigInt(LAST_DAY) ? LAST_DAY : Number(moved);
}

// Completed years; the birthday counts, 29 February clamped to the 28th.
function yearsBetween(birth, on) {
  const [[year, month], [onYear, onMonth]] = [partsOf(birth), partsOf(on)];
  const years = Math.floor(((onYear - year) * 12 + onMonth - month) / 12);
  return BigInt(later(birth, BigInt(12 * years), 0n) <= on ? years : years - 1);
}
