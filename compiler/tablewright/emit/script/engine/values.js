// Values of facts: true and false, numbers, days (a plain number of the script), durations, texts,
// lists; null is unknown, NOTHING known to be blank, a Range unknown but within limits.

const NOTHING = { nothing: true };

class Range {
  constructor(low, high, lowOpen = false, highOpen = false) {
    this.low = { value: low, open: lowOpen };
    this.high = { value: high, open: highOpen };
  }
}

function compare(a, b) {
  if (isNumber(a)) return compareNumbers(a, b);
  if (a instanceof Duration) {
    const [p, q] = a.months === b.months ? [a.days, b.days] : [a.months, b.months];
    return p < q ? -1 : p > q ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

// A text that two values share if and only if they are equal.
function keyOf(value) {
  if (value === null) return "?";
  if (value === NOTHING) return "0";
  if (isNumber(value)) return `n${canonical(value)}`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") return `d${value}`;
  if (typeof value === "boolean") return value ? "y" : "z";
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (value instanceof Duration) return `u${value.months} ${value.days}`;
  const end = each => `${keyOf(each.value)}${each.open ? "o" : "c"}`;
  return `r${end(value.low)}${end(value.high)}`;
}

const same = (a, b) => keyOf(a) === keyOf(b);

// The first of each of several equal values.
function distinct(values, key = keyOf) {
  const seen = new Map();
  for (const value of values) if (!seen.has(key(value))) seen.set(key(value), value);
  return [...seen.values()];
}

const least = values => values.reduce((a, b) => (compare(b, a) < 0 ? b : a));
const most = values => values.reduce((a, b) => (compare(b, a) > 0 ? b : a));

// -- ranges

// Of two equal ends the closed one lies further in as a low end, further out as a high one.
const compareEnds = (a, b) => compare(a.value, b.value) || Number(a.open) - Number(b.open);
const compareTops = (a, b) => compare(a.value, b.value) || Number(b.open) - Number(a.open);
const leastEnd = (ends, by) => ends.reduce((a, b) => (by(b, a) < 0 ? b : a));
const mostEnd = (ends, by) => ends.reduce((a, b) => (by(b, a) > 0 ? b : a));

function ranged(low, high) {
  return new Range(low.value, high.value, low.open, high.open);
}

function holds(range, value) {
  const [above, below] = [compare(value, range.low.value), compare(value, range.high.value)];
  return (above > 0 || (above === 0 && !range.low.open)) &&
    (below < 0 || (below === 0 && !range.high.open));
}

function meet(a, b) {
  const low = mostEnd([a.low, b.low], compareEnds);
  const high = leastEnd([a.high, b.high], compareTops);
  const order = compare(low.value, high.value);
  return order > 0 || (order === 0 && (low.open || high.open)) ? null : ranged(low, high);
}

// A value inside.
function sampleOf({ low, high }) {
  if (!low.open) return low.value;
  if (!high.open) return high.value;
  if (low.value.infinite) return high.value.infinite ? dec(0n) : decDifference(high.value, 1n);
  if (high.value.infinite) return decSum(low.value, 1n);
  return decQuotient(decSum(low.value, high.value), 2n);
}

const asRange = value => (value instanceof Range ? value : new Range(value, value));

// Nothing gives nothing, unknown unknown; ranges are worked out end by end.
function spread(values, known, ranges) {
  if (values.includes(NOTHING)) return NOTHING;
  if (values.includes(null)) return null;
  if (values.some(value => value instanceof Range)) return ranges(...values.map(asRange));
  return known(...values);
}

// Range arithmetic of a function that rises (1) or falls (-1) in each argument.
function monotone(known, signs) {
  return (...ranges) => {
    const ends = side => {
      const taken = ranges.map((range, at) => (signs[at] > 0 === side ? range.low : range.high));
      return { value: known(...taken.map(end => end.value)), open: taken.some(end => end.open) };
    };
    return ranged(ends(true), ends(false));
  };
}

// -- plain JSON: numbers that are no whole ones as texts, as the modules give them

function plain(value) {
  if (value === null || value === NOTHING) return null;
  if (value instanceof Dec) return digitsOf(value);
  if (typeof value === "number") return isoOf(value);
  if (value instanceof Duration) return durationText(value);
  return Array.isArray(value) ? value.map(plain) : value;
}

// JSON text; whole numbers keep all their digits.
const MARK = "\u0000";
function jsonOf(value, indent) {
  const marked = (_, each) => (typeof each === "bigint" ? `${MARK}${each}` : each);
  return JSON.stringify(value, marked, indent).replace(/"\\u0000(-?[0-9]+)"/g, "$1");
}
