// The functions that calculations call. Each takes known values, null (unknown), NOTHING or a
// Range, and gives the same.

const bothWhole = (a, b) => typeof a === "bigint" && typeof b === "bigint";
const sumOf = (a, b) => (bothWhole(a, b) ? a + b : decSum(a, b));
const differenceOf = (a, b) => (bothWhole(a, b) ? a - b : decDifference(a, b));
// An infinite end times zero is zero: the end stands for "as large as you like".
const productOf = (a, b) =>
  isZero(a) || isZero(b) ? 0n : bothWhole(a, b) ? a * b : decProduct(a, b);

// A function of two ranges that is extreme at their ends.
function atCorners(known) {
  return (a, b) => {
    const corners = [a.low, a.high].flatMap(x =>
      [b.low, b.high].map(y => ({ value: known(x.value, y.value), open: x.open || y.open })));
    // Of two equal corners the closed one decides.
    return ranged(leastEnd(corners, compareEnds), mostEnd(corners, compareTops));
  };
}

const EVERY_NUMBER = new Range(MINUS_INFINITY, INFINITY, true, true);

function quotientRanges(a, b) {
  const zero = dec(0n);
  const [low, high] = [compare(b.low.value, zero), compare(b.high.value, zero)];
  if ((low < 0 && high > 0) || (low === 0 && high === 0)) return EVERY_NUMBER;
  const quotient = (x, y) => {
    if (isZero(x)) return 0n;
    if (!isZero(y)) return decQuotient(x, y);
    // As the divisor comes near zero from its own side.
    return (compare(x, zero) > 0) === (low >= 0) ? INFINITY : MINUS_INFINITY;
  };
  const opened = end => ({ value: end.value, open: end.open || isZero(end.value) });
  return atCorners(quotient)(a, { low: opened(b.low), high: opened(b.high) });
}

function toStep(number, step, choose) {
  if (dec(number).infinite) return number;
  const rest = decRemainder(number, step);
  const floor = decDifference(number, rest);
  const low = compare(rest, 0n) < 0 ? decDifference(floor, step) : floor;
  return wholeIfWhole(choose(low, number, step));
}

const down = low => low;
const up = (low, number, step) => (compare(low, number) === 0 ? low : decSum(low, step));
function halfEven(low, number, step) {
  const twice = decProduct(decDifference(number, low), 2n);
  const even = isZero(decRemainder(decQuotient(low, step), 2n));
  const order = compare(twice, step);
  return order < 0 || (order === 0 && even) ? low : decSum(low, step);
}

function roundTo(choose) {
  return (number, step = 1n) =>
    spread([number, step], (x, s) => toStep(x, s, choose), (x, s) =>
      new Range(toStep(x.low.value, s.low.value, choose), toStep(x.high.value, s.low.value, choose)));
}

function less(a, b) {
  if (a === NOTHING || b === NOTHING) return false;
  if (a === null || b === null) return null;
  const [x, y] = [asRange(a), asRange(b)];
  if (!(a instanceof Range || b instanceof Range)) return compare(a, b) < 0;
  if (compare(x.low.value, y.high.value) >= 0) return false;
  const order = compare(x.high.value, y.low.value);
  return order < 0 || (order === 0 && (x.high.open || y.low.open)) ? true : null;
}

function atMost(a, b) {
  return a === NOTHING || b === NOTHING ? false : negate(less(b, a));
}

function equal(a, b) {
  if (a === NOTHING || b === NOTHING) return false;
  if (a === null || b === null) return null;
  if (!(a instanceof Range || b instanceof Range)) return same(a, b);
  return meet(asRange(a), asRange(b)) === null ? false : null;
}

function notEqual(a, b) {
  return a === NOTHING || b === NOTHING ? false : negate(equal(a, b));
}

const moveBy = (day, span) => later(day, span.months, span.days);
const after = (day, by) => spread([day, by], moveBy, monotone(moveBy, [1, 1]));
const together = (a, b) => new Duration(a.months + b.months, a.days + b.days);
const back = span => new Duration(-span.months, -span.days);
const daysFrom = (start, end) => BigInt(end - start);
const within = (event, by, on) => allOf(atMost(event, on), atMost(on, after(event, by)));

function choose(condition, then, otherwise) {
  if (condition === null) return then !== null && same(then, otherwise) ? then : null;
  return condition ? then : otherwise;
}

function firstKnown(...values) {
  const known = values.find(value => value !== null && !(value instanceof Range));
  if (known !== undefined) return known;
  if (values.includes(null)) return null;
  return ranged(
    leastEnd(values.map(each => each.low), compareEnds),
    mostEnd(values.map(each => each.high), compareTops));
}

const total = values => values.reduce(sumOf, 0n);

// What becomes of a list; what is no list stays as it is, unless it is said what nothing gives.
function ofList(known, empty) {
  return values => {
    if (values === null) return null;
    if (values === NOTHING) return empty;
    return values.length ? known(values) : empty;
  };
}

function extreme(of) {
  const known = (...values) => of(values);
  return (...values) => spread(values, known, monotone(known, values.map(() => 1)));
}

const CALLS = {
  add: (a, b) => spread([a, b], sumOf, monotone(sumOf, [1, 1])),
  subtract: (a, b) => spread([a, b], differenceOf, monotone(differenceOf, [1, -1])),
  multiply: (a, b) => spread([a, b], productOf, atCorners(productOf)),
  divide: (a, b) => spread([a, b], (x, y) => (isZero(y) ? null : decQuotient(x, y)), quotientRanges),
  negative: a => CALLS.subtract(0n, a),
  smaller_of: extreme(least),
  larger_of: extreme(most),
  round_up: roundTo(up),
  round_down: roundTo(down),
  round_half_even: roundTo(halfEven),
  less,
  at_most: atMost,
  more: (a, b) => less(b, a),
  not_below: (a, b) => atMost(b, a),
  equal,
  not_equal: notEqual,
  all_of: (...truths) => allOf(...truths),
  any_of: (...truths) => anyOf(...truths),
  negate: truth => negate(truth),
  within: (event, months, days, on) => within(event, new Duration(months, days), on),
  within_period: within,
  shift: (day, months, days) => after(day, new Duration(months, days)),
  after,
  together: (a, b) => spread([a, b], together, monotone(together, [1, 1])),
  back: by => spread([by], back, monotone(back, [-1])),
  age: (birth, on) => spread([birth, on], yearsBetween, monotone(yearsBetween, [-1, 1])),
  days_between: (start, end) => spread([start, end], daysFrom, monotone(daysFrom, [-1, 1])),
  choose,
  first_known: firstKnown,
  count: ofList(values => BigInt(values.length), 0n),
  total: ofList(total, 0n),
  least: ofList(least, NOTHING),
  most: ofList(most, NOTHING),
  mean: ofList(values => decQuotient(total(values), BigInt(values.length)), NOTHING),
  or_nothing: value => (value === null ? NOTHING : value),
  truth_of: value => (value === NOTHING ? false : value),
};
