// The functions that calculations call. Each takes known values, null (unknown), NOTHING or a
// Range, and gives the same.

const bothWhole = (a, b) => typeof a === "bigint" && typeof b === "bigint";
const sumOf = (a, b) => (bothWhole(a, b) ? a + b : decSum(a, b));
const differenceOf = (a, b) => (bothWhole(a, b) ? a - b : decDifference(a, b));
// An infinite end times zero is zero: the end stands for "as large as you like".
const productOf = (a, b) =>
  isZero(a) || isZero(b) ? 0n : bothWhole(a, b) ? a * b : decProduct(a, b);

// A function of two ranges that is extreme where both end.
function atCorners(known) {
  return (a, b) => {
    const corners = [a.low, a.high].flatMap(x => [b.low, b.high].map(y => known(x, y)));
    // Of two equal corners the closed one decides.
    return ranged(leastEnd(corners, compareEnds), mostEnd(corners, compareTops));
  };
}

// Zero times anything is zero, so it is reached whatever the other end leaves out.
function timesEnds(x, y) {
  const reached = [x, y].some(end => isZero(end.value) && !end.open);
  return { value: productOf(x.value, y.value), open: !reached && (x.open || y.open) };
}

const EVERY_NUMBER = new Range(MINUS_INFINITY, INFINITY, true, true);

function quotientRanges(a, b) {
  const [low, high] = [compare(b.low.value, 0n), compare(b.high.value, 0n)];
  if ((low < 0 && high > 0) || (low === 0 && high === 0)) return EVERY_NUMBER;
  const ends = (x, y) => {
    if (isZero(x.value)) return { value: 0n, open: x.open };
    if (y.value.infinite) return { value: 0n, open: true };
    if (!isZero(y.value)) return { value: decQuotient(x.value, y.value), open: x.open || y.open };
    // The divisor comes near zero from its own side.
    const rises = (compare(x.value, 0n) > 0) === (low >= 0);
    return { value: rises ? INFINITY : MINUS_INFINITY, open: true };
  };
  return atCorners(ends)(a, b);
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

function notAbove(a, b) {
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
const within = (event, by, on) => allOf(notAbove(event, on), notAbove(on, after(event, by)));

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
  multiply: (a, b) => spread([a, b], productOf, atCorners(timesEnds)),
  divide: (a, b) => spread([a, b], (x, y) => (isZero(y) ? null : decQuotient(x, y)), quotientRanges),
  negative: a => CALLS.subtract(0n, a),
  smaller_of: extreme(least),
  larger_of: extreme(most),
  round_up: roundTo(up),
  round_down: roundTo(down),
  round_half_even: roundTo(halfEven),
  less,
  at_most: notAbove,
  more: (a, b) => less(b, a),
  not_below: (a, b) => notAbove(b, a),
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
