// Why an answer is what it is: citations of the checklists that count, and what is missing.

// The citations for an answer of a table by these rules.
function reasonsOf(model, table, facts, rules) {
  const counting = countingLists(model, table, facts, rules);
  const cited = find => distinct(counting.flatMap(checklist =>
    find(checklist, facts.get(checklist.truths)).map(at => checklist.items[at].label)));
  return {
    unmet: cited((checklist, truths) => failed(checklist, truths)),
    satisfied_by: cited((checklist, truths) => carrying(checklist, truths, facts)),
    open: cited((_, truths) => [...truths.keys()].filter(at => at && truths[at] === null)),
  };
}

const countingLists = (model, table, facts, rules) =>
  distinct([...counting(model, table, facts, rules)], checklist => checklist.code);

// The checklists that a rule down to the answering one tests, if no other cell fails.
function* counting(model, table, facts, rules) {
  const last = rules.length ? Math.max(...rules.map(rule => rule.at)) : table.rules.length - 1;
  for (const rule of table.rules.slice(0, last + 1)) {
    const truths = rule.cells.map(cell => cell.truth(facts));
    for (const [at, cell] of rule.cells.entries()) {
      if (!truths.some((truth, other) => other !== at && truth === false)) {
        yield* behind(model, cell.fact, facts);
      }
    }
  }
}

function* behind(model, fact, facts) {
  const { items, kinds, outputs, calculations } = model;
  if (items.has(fact)) {
    yield items.get(fact).checklist;
  } else if (kinds.has(fact)) {
    yield kinds.get(fact).checklist;
  } else if (outputs.has(fact)) {
    const { table } = outputs.get(fact);
    yield* counting(model, table, facts, facts.get(table.hits).may);
  } else if (calculations.has(fact)) {
    for (const name of calculations.get(fact).reads || []) yield* behind(model, name, facts);
  }
}

// The children that held of met any-of and at-least groups; not of items that do not apply.
function carrying(checklist, truths, facts, at = 0) {
  const item = checklist.items[at];
  if (applies(item, facts) === false) return [];
  const { combine = "", children } = item;
  const chooses = combine.startsWith("any of") || combine.startsWith("at least");
  const held = truths[at] && chooses
    ? children.filter(child => truths[child] && applies(checklist.items[child], facts) !== false)
    : [];
  return [...held, ...children.flatMap(child => carrying(checklist, truths, facts, child))];
}

// -- what is missing: the questions behind the unknown facts of a settlement

function missingOf(model, table, facts, settlement) {
  const ways = new Map();
  for (const fact of settlement.facts) {
    for (const [name, alternatives] of questionsOf(model, facts, fact)) {
      if (!ways.has(name)) ways.set(name, alternatives);
    }
  }
  // A question that others ask already in all its ways is not asked twice.
  const isAlone = ([name, alternatives]) => keyOf(alternatives) === keyOf([[name]]);
  const alone = new Set([...ways].filter(isAlone).map(([name]) => name));
  const items = countingLists(model, table, facts, settlement.rules)
    .flatMap(checklist => openLeaves(checklist, facts));
  return [...ways]
    .filter(([name, found]) => alone.has(name) || !found.flat().every(each => alone.has(each)))
    .map(([name, found]) => questionOf(model, name, found, items));
}

// The unknown inputs behind a fact; alternatives of `first known of` are one question.
function questionsOf(model, facts, fact) {
  if (model.inputs.has(fact)) return [[fact, [[fact]]]];
  const isUnknown = name => !neverUnknown(model, name) && facts.get(name) === null;
  const { ways } = model.calculations.get(fact);
  if (ways.length) return [[fact, ways.map(way => way.filter(isUnknown))]];
  return model.graph.bases.get(fact).filter(isUnknown).map(name => [name, [[name]]]);
}

function questionOf(model, code, ways, openItems) {
  const inputs = distinct(ways.flat()).map(name => model.inputs.get(name));
  const own = model.inputs.get(code) || model.calculations.get(code);
  const names = new Set(inputs.flatMap(input =>
    [input.code, ...model.graph.dependents.get(input.code)]));
  const items = openItems.filter(item => ownNames(item).some(name => names.has(name)));
  const said = texts => distinct(texts.filter(text => text));
  const questions = own.question ? [own.question] : inputs.map(input => input.question);
  return {
    name: own.name,
    code_name: code,
    ways,
    question: questions.filter(text => text).join(" / "),
    asked_of: said(inputs.map(input => input.asked)),
    evidence: said(items.map(item => item.evidence)),
    settles: distinct(items.map(item => item.label)),
  };
}

// The unknown leaves under groups that are unknown all the way up.
function openLeaves(checklist, facts) {
  const truths = facts.get(checklist.truths);
  const hangs = at => at === 0 ||
    (truths[checklist.items[at].parent] === null && hangs(checklist.items[at].parent));
  return checklist.items.filter((item, at) =>
    at && item.guard && truths[at] === null && hangs(at));
}
