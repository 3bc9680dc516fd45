// The answer to a request with its reasons, in the form that the modules give as JSON.

function decide(model, given, root = model.decision) {
  const { facts, problems } = admitted(model, given);
  return facts ? decisionOf(model, root, facts) : { problems };
}

function decisionOf(model, table, facts) {
  const hits = facts.get(table.hits);
  const first = settled(table, hits, facts);
  const settlement = first === null || needed(hits.may, facts).length
    ? settle(model, table, facts) : null;
  const possible = settlement ? settlement.possible : [first];
  const answered = possible.length === 1 ? possible[0] : { status: NEEDS, outcome: null };
  const rules = settlement ? settlement.rules : answering(table, hits.may);
  const view = narrowed(model, facts);
  const asks = answered.status === NEEDS;
  return {
    problems: [],
    table,
    facts: view,
    given: facts,
    status: answered.status,
    outcome: answered.status === DECIDED ? answered.outcome : null,
    rules,
    ...reasonsOf(model, table, view, rules),
    missing: asks ? missingOf(model, table, view, settlement) : [],
    possible,
    exact: !settlement || settlement.exact,
    checklists: countingLists(model, table, view, rules),
  };
}

// An outcome by the names of its outputs; of list policies one for each rule.
function named(table, outcome) {
  if (isListed(table)) return outcome.map(each => namedOne(table, each));
  return namedOne(table, outcome);
}

const namedOne = (table, outcome) =>
  Object.fromEntries(table.outputs.map((output, at) => [output.code, plain(outcome[at])]));

const column = (table, outcome, at) =>
  outcome === null ? null
    : plain(isListed(table) ? outcome.map(each => each[at]) : outcome[at]);

// The decision as `to_dict` gives it.
function toDict(model, decision) {
  const { policy } = model;
  const { table, given } = decision;
  return {
    policy: policy.number,
    version: policy.version,
    workbook: policy.workbook,
    digest: policy.digest,
    table: table.name,
    status: decision.status,
    ...Object.fromEntries(table.outputs.map((output, at) =>
      [output.code, column(table, decision.outcome, at)])),
    rules: decision.rules.map(({ id, cell, cite }) => ({ id, table: table.name, cell, cite })),
    unmet: decision.unmet,
    satisfied_by: decision.satisfied_by,
    open: decision.open,
    missing: decision.missing,
    possible: decision.possible.map(({ status, outcome }) =>
      outcome === null ? status : named(table, outcome)),
    exact: decision.exact,
    request: Object.fromEntries(
      [...model.inputs.keys()].map(name => [name, plain(given.get(name))])
        .filter(([, value]) => value !== null)),
  };
}

// -- cases as JSON texts

// A case with exact numbers, each name once; throws a Problem that says what is wrong.
function caseOf(text) {
  const tokens = /"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;
  const marked = text.replace(tokens, token =>
    token[0] === '"' ? token : JSON.stringify(MARK + token));
  let found = null;
  if (text.includes("\\u0000")) throw new Problem("this holds a character that no text has");
  try {
    JSON.parse(text);
    found = JSON.parse(marked);
  } catch (fault) {
    throw new Problem(`this is no JSON: ${fault.message}`);
  }
  if (found === null || typeof found !== "object" || Array.isArray(found)) {
    throw new Problem('this is no JSON object, such as {"age_years": 54}');
  }
  const twice = repeatedName(text);
  if (twice !== undefined) throw new Problem(`${twice} is given twice`);
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, exact(value)]));
}

// Texts that stand for numbers as these numbers.
function exact(value) {
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== "string" || value[0] !== MARK) return value;
  const text = value.slice(1);
  return /^-?[0-9]+$/.test(text) ? BigInt(text) : decOf(text);
}

function repeatedName(text) {
  const seen = new Set();
  let depth = 0;
  for (const [token, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)|[[\]{}]/g)) {
    if ("[{".includes(token)) depth += 1;
    else if ("]}".includes(token)) depth -= 1;
    else if (colon && depth === 1) {
      const name = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1));
      if (seen.has(name)) return name;
      seen.add(name);
    }
  }
  return undefined;
}
