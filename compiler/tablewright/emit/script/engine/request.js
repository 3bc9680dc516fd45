// What a request may hold: every value is checked, and all problems are told at once in the words
// of the modules. Values come as JSON has them: texts, true and false, BigInt, Dec, lists.

const WRITTEN = /^[+-]?[0-9]+(\.[0-9]+)?$/;
const COUNTED = ["year", "month", "week", "day"].map(unit => `(?:([0-9]{1,6}) ${unit}s?`);
const SPAN = new RegExp(`^${COUNTED.join(" ?)?")})?$`, "i");
const LARGEST = 10n ** 30n;
const SMALLEST = -6176;

// What is wrong: the line of the modules, and what of it is said beside the value itself.
class Problem extends Error {
  constructor(text, short = text) {
    super(text);
    this.short = short;
  }
}

// The facts of a request with the problems that it has; no facts if there are any.
function admitted(model, given) {
  const entries = Object.entries(given);
  const names = [...model.inputs.keys()];
  const problems = entries
    .filter(([name]) => !model.inputs.has(name))
    .map(([name]) => ({ input: name, text: unknownName(name, names) }));
  const values = new Map(names.map(name => [name, null]));
  for (const [name, value] of entries) {
    if (!model.inputs.has(name) || value === null) continue;
    try {
      values.set(name, checkedValue(model.inputs.get(name), value));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      problems.push({ input: name, text: problem.message, short: problem.short });
    }
  }
  if (problems.length) return { facts: null, problems };
  const facts = new Facts(model, [...values].map(([name, value]) => {
    const isCode = model.inputs.get(name).kind === "code";
    return [name, isCode && value !== null ? normal(value) : value];
  }));
  const together = [...contradictions(model, facts), ...impossible(model, facts)];
  return { facts: together.length ? null : facts, problems: together };
}

function unknownName(name, names) {
  const close = nearest(name, names);
  return `${shown(name)} is no input of this policy${close ? `; did you mean ${close}?` : ""}`;
}

// -- one value

function checkedValue(input, value) {
  if (!input.list) return single(input, value);
  if (!Array.isArray(value)) throw problem(input, value, "a list");
  return distinct(value.map(member => single(input, member)));
}

function single(input, value) {
  switch (input.kind) {
    case "yes/no":
      if (typeof value === "boolean") return value;
      throw problem(input, value, "true or false");
    case "number":
    case "whole number": return numberOf(input, value);
    case "date": return dateOf(input, value);
    case "duration": return spanOf(input, value);
    default: return textOf(input, value);
  }
}

function textOf(input, value) {
  if (typeof value !== "string" || !stripped(value)) {
    throw problem(input, value, input.members ? input.allowed : "a text");
  }
  if (!input.members) {
    const code = folded(stripped(value));
    const listed = !input.codes || input.codes.some(each => folded(stripped(each)) === code);
    if (!listed || (input.sets && !input.sets(code))) throw problem(input, value, input.allowed);
    return stripped(value);
  }
  const wanted = folded(words(value));
  const found = input.members.find(member => folded(words(member)) === wanted);
  if (found !== undefined) return found;
  const close = nearest(wanted, input.members);
  throw problem(input, value, input.allowed, close ? `; did you mean ${reprOf(close)}?` : "");
}

function numberOf(input, value) {
  const whole = input.kind === "whole number";
  const wanted = input.allowed ? `${input.kind} ${input.allowed}` : input.kind;
  const refused = problem(input, value, wanted);
  if (typeof value === "string" ? !WRITTEN.test(stripped(value)) : !isNumber(value)) throw refused;
  const number = typeof value === "string" ? decOf(stripped(value)) : dec(value);
  const size = new Dec(false, number.coefficient, number.exponent);
  if (!isKept(size) || compare(size, LARGEST) > 0) throw refused;
  if (whole && !isWhole(number)) throw refused;
  const exact = whole || typeof value === "bigint" ? wholeIfWhole(number) : number;
  if (!isAllowed(input, exact)) throw refused;
  return exact;
}

// Whether arithmetic keeps a number as it is: at most 34 digits, and not too small.
function isKept({ coefficient, exponent }) {
  const digits = coefficient.toString().replace(/0+$/, "");
  const zeros = coefficient.toString().length - digits.length;
  return digits === "" || (digits.length <= DIGITS && exponent + zeros >= SMALLEST);
}

function dateOf(input, value) {
  const wanted = input.allowed ? `a date ${input.allowed}` : "a date such as 2025-08-01";
  const day = typeof value === "string" ? dayOf(stripped(value)) : null;
  if (day === null || !isAllowed(input, day)) throw problem(input, value, wanted);
  return day;
}

function spanOf(input, value) {
  const more = input.allowed ? `, ${input.allowed}` : "";
  const refused = problem(input, value, `a duration such as 6 months or 21 days${more}`);
  const found = typeof value === "string" ? SPAN.exec(stripped(value)) : null;
  if (!found || !found.slice(1).some(Boolean)) throw refused;
  const [years, months, weeks, days] = found.slice(1).map(number => BigInt(number || 0));
  const span = new Duration(12n * years + months, 7n * weeks + days);
  if (!isAllowed(input, span)) throw refused;
  return span;
}

const isAllowed = ({ ranges }, value) => !ranges.length || ranges.some(each => holds(each, value));

function problem(input, value, wanted, hint = "") {
  const huge = typeof value === "bigint" && (value > LARGEST || value < -LARGEST);
  const said = huge ? "a number beyond all limits" : shown(value);
  const short = `${said} is not ${wanted}${hint}`;
  return new Problem(`${input.code} (${input.name}): ${short} [${input.cell}]`, short);
}

// -- several values together

// The alternatives of `first known of` that are known and differ.
function contradictions(model, facts) {
  return [...model.calculations.values()].filter(each => each.alternatives).flatMap(each => {
    const known = each.alternatives
      .map(work => work(facts))
      .filter(value => value !== null && value !== NOTHING);
    const values = distinct(known);
    if (values.length < 2) return [];
    const told = values.map(asText).join(" and ");
    return [{ text: `${each.name}: ${each.text} gives ${told}, which contradict each other [${each.cell}]` }];
  });
}

// The rows of impossible combinations that the request surely meets.
function impossible(model, facts) {
  return model.impossible
    .filter(row => allOf(...row.tests.map(test => test.truth(facts))))
    .map(row => ({ text: `cannot occur: ${row.text}, because ${row.because} [${row.cell}]` }));
}

// As the modules print a plain value.
function asText(value) {
  const told = plain(value);
  return typeof told === "boolean" ? (told ? "True" : "False") : String(told);
}
