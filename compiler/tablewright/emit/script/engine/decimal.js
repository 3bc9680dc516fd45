// Exact numbers as the modules have them: whole ones are BigInt, others Dec, which is a sign, a
// whole coefficient and a power of ten. Results are rounded to 34 digits, half even, as IEEE
// decimal128 does; sums, differences and products of whole numbers are not rounded at all.

const DIGITS = 34;

class Dec {
  constructor(negative, coefficient, exponent, infinite = false) {
    this.negative = negative;
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.infinite = infinite;
  }
}

const INFINITY = new Dec(false, 0n, 0, true);
const MINUS_INFINITY = new Dec(true, 0n, 0, true);

const isNumber = value => typeof value === "bigint" || value instanceof Dec;

const power = exponent => 10n ** BigInt(exponent);

const length = coefficient => coefficient.toString().length;

const isZero = number =>
  typeof number === "bigint" ? number === 0n : !number.infinite && number.coefficient === 0n;

// Every number as a Dec.
function dec(number) {
  if (typeof number !== "bigint") return number;
  return new Dec(number < 0n, number < 0n ? -number : number, 0);
}

// A number as it is written: digits with an optional fraction, and an exponent as JSON allows.
function decOf(text) {
  const [, sign, whole, fraction = "", exponent = "0"] =
    /^([+-]?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  return new Dec(sign === "-", BigInt(whole + fraction), Number(exponent) - fraction.length);
}

// The nearest number of at most 34 digits.
function rounded(number) {
  const excess = length(number.coefficient) - DIGITS;
  if (number.infinite || excess <= 0) return number;
  const unit = power(excess);
  let coefficient = number.coefficient / unit;
  const twice = (number.coefficient % unit) * 2n;
  if (twice > unit || (twice === unit && coefficient % 2n === 1n)) coefficient += 1n;
  return rounded(new Dec(number.negative, coefficient, number.exponent + excess));
}

// The coefficient with its sign, as a multiple of a power of ten that is not larger than its own.
function scaled(number, exponent) {
  const whole = number.coefficient * power(number.exponent - exponent);
  return number.negative ? -whole : whole;
}

function compareNumbers(a, b) {
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
  const [x, y] = [dec(a), dec(b)];
  if (x.infinite || y.infinite) {
    const side = number => (number.infinite ? (number.negative ? -1 : 1) : 0);
    return side(x) - side(y);
  }
  const exponent = Math.min(x.exponent, y.exponent);
  const [p, q] = [scaled(x, exponent), scaled(y, exponent)];
  return p < q ? -1 : p > q ? 1 : 0;
}

function decSum(a, b) {
  const [x, y] = [dec(a), dec(b)];
  if (x.infinite) return x;
  if (y.infinite) return y;
  const exponent = Math.min(x.exponent, y.exponent);
  const whole = scaled(x, exponent) + scaled(y, exponent);
  const negative = whole === 0n ? x.negative && y.negative : whole < 0n;
  return rounded(new Dec(negative, whole < 0n ? -whole : whole, exponent));
}

function decDifference(a, b) {
  const y = dec(b);
  return decSum(a, new Dec(!y.negative, y.coefficient, y.exponent, y.infinite));
}

function decProduct(a, b) {
  const [x, y] = [dec(a), dec(b)];
  const negative = x.negative !== y.negative;
  if (x.infinite || y.infinite) return negative ? MINUS_INFINITY : INFINITY;
  return rounded(new Dec(negative, x.coefficient * y.coefficient, x.exponent + y.exponent));
}

// The quotient by a number that is neither zero nor infinite.
function decQuotient(a, b) {
  const [x, y] = [dec(a), dec(b)];
  const negative = x.negative !== y.negative;
  if (x.infinite) return negative ? MINUS_INFINITY : INFINITY;
  const ideal = x.exponent - y.exponent;
  if (x.coefficient === 0n) return new Dec(negative, 0n, ideal);
  const shift = length(y.coefficient) - length(x.coefficient) + DIGITS + 1;
  const over = x.coefficient * power(Math.max(shift, 0));
  const under = y.coefficient * power(Math.max(-shift, 0));
  let coefficient = over / under;
  let exponent = ideal - shift;
  if (over % under !== 0n) {
    // One digit that says on which side of a half the rest lies.
    if (coefficient % 5n === 0n) coefficient += 1n;
  } else {
    while (exponent < ideal && coefficient % 10n === 0n) {
      coefficient /= 10n;
      exponent += 1;
    }
  }
  return rounded(new Dec(negative, coefficient, exponent));
}

// What is left of a division by a whole number of steps; it has the sign of what is divided.
function decRemainder(a, b) {
  const [x, y] = [dec(a), dec(b)];
  const exponent = Math.min(x.exponent, y.exponent);
  const rest = scaled(x, exponent) % scaled(y, exponent);
  return rounded(new Dec(x.negative, rest < 0n ? -rest : rest, exponent));
}

// A number as BigInt if it is whole, else as it is.
function wholeIfWhole(number) {
  const x = dec(number);
  if (x.exponent >= 0) return scaled(x, 0);
  const unit = power(-x.exponent);
  if (x.coefficient % unit !== 0n) return x;
  return (x.negative ? -1n : 1n) * (x.coefficient / unit);
}

const isWhole = number => typeof wholeIfWhole(number) === "bigint";

// Digits without an exponent, zeros at the end as they were written.
function digitsOf(number) {
  if (typeof number === "bigint") return number.toString();
  const sign = number.negative ? "-" : "";
  if (number.exponent >= 0) return sign + (number.coefficient * power(number.exponent)).toString();
  const digits = number.coefficient.toString().padStart(1 - number.exponent, "0");
  return `${sign}${digits.slice(0, number.exponent)}.${digits.slice(number.exponent)}`;
}

// The same text for equal numbers, however they are written.
function canonical(number) {
  const x = dec(number);
  if (x.infinite) return x.negative ? "-inf" : "inf";
  const text = digitsOf(x);
  const short = text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
  return short === "-0" ? "0" : short;
}
