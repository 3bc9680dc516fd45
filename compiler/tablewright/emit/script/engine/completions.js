// What a request leaves open: the answers of all its completions, and the facts they turn on. The
// same search as that of the modules, step by step, so that both end in the same way.

const STEPS = 20000;

class OutOfSteps extends Error {}

function settle(model, table, facts) {
  const search = new Search(model, table, facts);
  try {
    return search.settlement(search.explore());
  } catch (stopped) {
    if (!(stopped instanceof OutOfSteps)) throw stopped;
    return superset(model, table, facts);
  }
}

const answerKey = ({ status, outcome }) => `${status} ${outcome === null ? "" : keyOf(outcome)}`;

// A reduced ordered decision diagram under construction. Sets unknown facts on a copy and takes
// them back. A value that stands for a segment is good for conditions, never for arithmetic: pivots
// stay unknown while `parts` holds one of their grounds, and are split within what that leaves.
class Search {
  constructor(model, table, facts) {
    Object.assign(this, { model, table, given: facts, facts: facts.copy(), steps: STEPS });
    this.states = new States(model, this.facts);
    this.ranked = [...model.graph.order.keys()];
    this.known = new Map();
    this.index = new Map();
    this.nodes = [];
    this.rules = new Set();
    this.parts = new Map();
  }

  // The node of the facts as they stand.
  explore() {
    this.steps -= 1;
    if (this.steps < 0) throw new OutOfSteps();
    const hits = this.facts.get(this.table.hits);
    const result = settled(this.table, hits, this.facts);
    if (result !== null) return this.end(result, hits);
    const { key, first } = this.states.ofTable(this.table);
    if (!this.known.has(key)) {
      this.known.set(key, first === NONE ? this.stuck() : this.split(this.ranked[first]));
    }
    return this.known.get(key);
  }

  // Nothing is unknown and still there is no answer: a table asked on the way has none, or it
  // joins what only stands for a segment, of which nothing can be told.
  stuck() {
    if (this.model.graph.joined.some(each => each.some(name => this.parts.has(name)))) {
      throw new OutOfSteps();
    }
    return this.node({ answer: trouble(this.model, this.facts), needs: [] });
  }

  // Ask for an unknown fact; a node only if its samples lead apart.
  split(fact) {
    const children = [];
    for (const sample of [...samplesOf(this.model, fact, this.facts, this.parts)]) {
      this.replace(fact, sample);
      children.push([sample.at, this.explore()]);
    }
    this.replace(fact, null);
    const nodes = new Set(children.map(([, node]) => node));
    return nodes.size === 1 ? children[0][1] : this.node({ fact, children });
  }

  // Set a fact, or take it back, and drop what was worked out from it.
  replace(fact, sample) {
    const { calculations, graph } = this.model;
    for (const name of graph.dependents.get(fact)) this.facts.values.delete(name);
    this.parts.delete(fact);
    if (sample && !sample.whole) this.parts.set(fact, sample.part);
    if (sample === null && calculations.has(fact)) {
      this.facts.values.delete(fact);
      this.keepOpen(fact);
    } else {
      this.facts.values.set(fact, sample && sample.value);
    }
    graph.pivots.get(fact).forEach(pivot => this.keepOpen(pivot));
  }

  // Leave a pivot unknown that would be worked out from what only stands for a segment.
  keepOpen(pivot) {
    if (this.model.graph.grounds.get(pivot).some(name => this.parts.has(name))) {
      this.facts.values.set(pivot, null);
    }
  }

  end(result, hits) {
    answering(this.table, hits.may).forEach(rule => this.rules.add(rule));
    const needs = needed(hits.may, this.given);
    if (!needs.length) return this.node({ answer: result, needs });
    // A sample must not pass for a value: the outcome stays open where it reads the unknown.
    const { outcome } = answer(this.table, hits.may, this.given);
    return this.node({ answer: { status: NEEDS, outcome }, needs });
  }

  node(node) {
    const key = node.fact
      ? `${node.fact} ${node.children.map(each => each.join(":")).join()}`
      : `=${answerKey(node.answer)} ${node.needs.join()}`;
    if (!this.index.has(key)) {
      this.index.set(key, this.nodes.length);
      this.nodes.push(node);
    }
    return this.index.get(key);
  }

  // What the finished diagram says.
  settlement(root) {
    const reached = this.reach(root).map(at => this.nodes[at]);
    const ends = reached.filter(node => !node.fact);
    const possible = distinct(ends.map(node => node.answer), answerKey);
    const asked = new Set(reached.filter(node => node.fact).map(node => node.fact));
    const facts = inOrder(this.model, [...asked, ...ends.flatMap(node => node.needs)]);
    const exact = possible.length === 1 || !entangled(this.model, [...asked], this.given);
    const rules = this.table.rules.filter(rule => this.rules.has(rule));
    return { possible, rules, facts, exact };
  }

  // Every node below, each once.
  reach(root) {
    const [seen, stack, found] = [new Set([root]), [root], []];
    while (stack.length) {
      const at = stack.pop();
      found.push(at);
      for (const [, child] of this.nodes[at].children || []) {
        if (!seen.has(child)) {
          seen.add(child);
          stack.push(child);
        }
      }
    }
    return found;
  }
}

const inOrder = (model, names) =>
  distinct(names).sort((a, b) => model.graph.order.get(a) - model.graph.order.get(b));

// One value for each segment of an unknown fact. The unknown inputs of a pivot leave a range, and
// only the segments that it meets are tried. A sample that is not the whole of its segment has the
// segment as `part`, null for values that are not in a row.
function* samplesOf(model, fact, facts, parts = new Map()) {
  const input = model.inputs.get(fact);
  const source = input || model.calculations.get(fact);
  const left = input ? null : leftOpen(model, fact, facts, parts);
  if (left !== null && !(left instanceof Range)) {
    yield { at: 0, value: left, whole: true, part: null };
    return;
  }
  for (const [at, value] of (left === null ? source.samples : []).entries()) {
    const whole = Boolean(typeof value === "boolean" || source.closed || value === NOTHING);
    yield { at, value, whole, part: null };
  }
  for (const [at, segment] of source.segments.entries()) {
    const part = left === null ? segment : meet(segment, left);
    if (part === null) continue;
    const whole = compare(part.low.value, part.high.value) === 0;
    yield { at: source.samples.length + at, value: sampleOf(part), whole, part };
  }
}

// What its grounds leave of a calculation: a Range, a value, or null for anything.
function leftOpen(model, calculation, facts, parts = new Map()) {
  const view = facts.copy();
  const { grounds } = model.graph;
  for (const name of grounds.get(calculation)) {
    const input = model.inputs.get(name);
    if (parts.has(name)) {
      view.values.set(name, parts.get(name));
    } else if (model.outputs.has(name)) {
      // Worked out from a value that stands for others, it is none.
      const forOthers = grounds.get(name).some(ground => parts.has(ground));
      view.values.set(name, forOthers ? null : facts.get(name));
    } else if (input) {
      if (view.get(name) === null && input.span) view.values.set(name, input.span);
    } else if (!model.calculations.has(name)) {
      view.values.set(name, facts.get(name));
    }
  }
  return model.calculations.get(calculation).work(view);
}

// The facts, with those pivots set that lie in one segment whatever is still unknown.
function narrowed(model, facts) {
  const view = facts.copy();
  for (const { code, pivot } of model.calculations.values()) {
    if (pivot && facts.get(code) === null) {
      const left = [...samplesOf(model, code, facts)];
      view.values.set(code, left.length === 1 ? left[0].value : null);
    }
  }
  return view;
}

const neverUnknown = (model, name) => Boolean((model.inputs.get(name) || {}).blank);

// The unknown inputs that an unknown fact of the diagram hangs on.
function freeInputs(model, fact, given) {
  if (model.inputs.has(fact)) return [fact];
  const { free } = model.calculations.get(fact);
  if (free && given.get(free) === null) return [free];
  return model.graph.bases.get(fact).filter(name =>
    !neverUnknown(model, name) && given.get(name) === null);
}

// The answer for want of another one's: conflict if an asked table has one, else no rule.
function trouble(model, facts) {
  const conflict = [...model.outputs.values()].some(({ table }) => {
    const found = settled(table, facts.get(table.hits), facts);
    return found !== null && found.status === CONFLICT;
  });
  return { status: conflict ? CONFLICT : NO_RULE, outcome: null };
}

// Without completions: whatever a rule that may match could answer.
function superset(model, table, facts) {
  const hits = facts.get(table.hits);
  const possible = hits.may.map(rule => answer(table, [rule], facts));
  if (!hits.sure.length) possible.push({ status: NO_RULE, outcome: null });
  if (["Unique", "Any"].includes(table.policy)) possible.push({ status: CONFLICT, outcome: null });
  const states = new States(model, facts);
  states.ofTable(table);
  return {
    possible: distinct(possible, answerKey),
    rules: hits.may,
    facts: inOrder(model, [...states.met, ...needed(hits.may, facts)]),
    exact: false,
  };
}

// Whether two facts of the diagram hang on one unknown input, and so do not vary freely.
function entangled(model, asked, given) {
  if (asked.some(fact => (model.calculations.get(fact) || {}).inexact)) return true;
  const behind = asked.flatMap(fact => freeInputs(model, fact, given));
  return distinct(behind).length < behind.length;
}
