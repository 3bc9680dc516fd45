// Truth in three values, and what condition cells accept; null is unknown.

const allOf = (...truths) => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const anyOf = (...truths) => (truths.includes(true) ? true : truths.includes(null) ? null : false);
const negate = truth => (truth === null ? null : !truth);

function soMany(number, truths) {
  const met = truths.filter(truth => truth === true).length;
  const open = truths.filter(truth => truth === null).length;
  return met >= number ? true : met + open >= number ? null : false;
}

// An item that applies only if the condition holds; without it, it is met.
function onlyIf(condition, item) {
  if (condition) return item;
  return condition === false || item ? true : null;
}

function combined(combine, truths) {
  switch (combine) {
    case "all of": return allOf(...truths);
    case "any of": return anyOf(...truths);
    case "none of": return negate(anyOf(...truths));
    default: return soMany(Number(/[0-9]+/.exec(combine)[0]), truths);
  }
}

// -- values and tests from the JSON of the page

function valueOf(written) {
  if (written === null) return NOTHING;
  if (typeof written === "boolean") return written;
  if (Array.isArray(written)) return written.map(valueOf);
  const text = written.slice(1);
  switch (written[0]) {
    case "i": return BigInt(text);
    case "n": return decOf(text);
    case "d": return dayOf(text);
    case "u": return new Duration(...text.split(" ").map(BigInt));
    default: return text;
  }
}

const LOW_OPEN = 1;
const HIGH_OPEN = 2;
const MANY = 10n ** 30n;
const ENDS = {
  date: [1, LAST_DAY],
  duration: [new Duration(-MANY, -MANY), new Duration(MANY, MANY)],
};

// Infinity is no value itself; the ends of the calendar are.
function rangeOf([low, high, open], kind) {
  const [least, most] = ENDS[kind] || [MINUS_INFINITY, INFINITY];
  const [noLow, noHigh] = [low === null && kind in ENDS, high === null && kind in ENDS];
  return new Range(
    low === null ? least : valueOf(low), high === null ? most : valueOf(high),
    (open & LOW_OPEN) > 0 && !noLow, (open & HIGH_OPEN) > 0 && !noHigh);
}

function setOf(written) {
  const [codes, prefixes] = [new Set(written.codes), written.prefixes || []];
  return code => codes.has(code) || prefixes.some(prefix => code.startsWith(prefix));
}

const QUANTIFIED = {
  any: (list, has) => list.some(has),
  all: (list, has) => list.every(has),
  none: (list, has) => !list.some(has),
};

// Whether a known value, or NOTHING, passes; a known blank passes `blank` alone.
function testFor(written, sets) {
  const [name, ...parts] = written;
  const inner = () => parts.map(part => testFor(part, sets));
  switch (name) {
    case "blank": return value => value === NOTHING;
    case "given": return value => value !== NOTHING;
    case "all": {
      const tests = inner();
      return value => tests.every(test => test(value));
    }
    case "any": {
      const tests = inner();
      return value => tests.some(test => test(value));
    }
    default: {
      const test = testForGiven(name, parts, sets);
      return value => value !== NOTHING && test(value);
    }
  }
}

function testForGiven(name, parts, sets) {
  switch (name) {
    case "not": {
      const test = testFor(parts[0], sets);
      return value => !test(value);
    }
    case "is": {
      const values = parts.map(valueOf);
      return value => values.includes(value);
    }
    case "set": return sets.get(parts[0]);
    case "between": return insideOf(parts);
    case "count": {
      const inside = insideOf(parts);
      return list => inside(BigInt(list.length));
    }
    case "has": {
      const wanted = parts.slice(1).map(each => keyOf(valueOf(each)));
      return list => {
        const held = list.map(keyOf);
        return QUANTIFIED[parts[0]](wanted, key => held.includes(key));
      };
    }
    case "hasSet": {
      const inSet = sets.get(parts[1]);
      return list => QUANTIFIED[parts[0]](list, inSet);
    }
    default: throw new Error(name);
  }
}

function insideOf([low, high, open]) {
  const above = low === null ? null : valueOf(low);
  const below = high === null ? null : valueOf(high);
  return value => {
    const [from, to] = [above === null ? 1 : compare(value, above), below === null ? -1 : compare(value, below)];
    return (open & LOW_OPEN ? from > 0 : from >= 0) && (open & HIGH_OPEN ? to < 0 : to <= 0);
  };
}
