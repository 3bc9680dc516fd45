// What is left of a table when some facts are known: a key that is equal only for equal rests, and
// the rank of the first unknown fact that it depends on.

const NONE = Infinity;
const SETTLED = { key: "", first: NONE };

class States {
  constructor(model, facts) {
    this.model = model;
    this.facts = facts;
    this.checklists = new Map();
    // The unknown facts that were met on the way.
    this.met = new Set();
  }

  // The rules that may match, and the states of what their cells read.
  ofTable(table) {
    const { may } = this.facts.get(table.hits);
    const names = distinct(may.flatMap(rule => namesOf(rule.cells)));
    return joined(may.map(rule => rule.key).join(), names.map(name => this.ofFact(name)));
  }

  ofFact(name) {
    const { inputs, calculations, outputs, kinds, items, graph } = this.model;
    const input = inputs.get(name);
    if (this.facts.get(name) !== null || (input && input.blank)) return SETTLED;
    if (input) {
      this.met.add(name);
      return { key: `?${name}`, first: graph.order.get(name) };
    }
    if (calculations.has(name)) return this.ofCalculation(name);
    if (outputs.has(name)) return this.ofOutput(name);
    if (kinds.has(name)) return this.ofKinds(kinds.get(name));
    return this.ofItem(items.get(name));
  }

  // The state of the table that gives it, with what its outcomes are worked out from.
  ofOutput(name) {
    const { table } = this.model.outputs.get(name);
    const reads = distinct(this.facts.get(table.hits).may.flatMap(rule => rule.from));
    return joined(name, [this.ofTable(table), ...reads.map(read => this.source(read))]);
  }

  // The values of what it reads; a pivot is split itself, others by what they read.
  ofCalculation(name) {
    const calculation = this.model.calculations.get(name);
    const { key, first } = joined(name, (calculation.reads || []).map(read => this.source(read)));
    if (!calculation.pivot) return { key, first };
    this.met.add(name);
    return { key, first: this.model.graph.order.get(name) };
  }

  // An item read by itself: it also hangs on the conditions of the groups above it.
  ofItem({ checklist, at }) {
    const parts = [this.ofChecklist(checklist, at)];
    for (let above = at > 0 ? checklist.items[at].parent : 0; above;) {
      const { condition, parent } = checklist.items[above];
      if (condition) parts.push(this.source(condition.fact));
      above = parent;
    }
    return joined(String(at), parts);
  }

  // The open items under one position, remembered by all truths and by what is worked out.
  ofChecklist(checklist, at) {
    const truths = this.facts.get(checklist.truths);
    if (at < 0) return this.all(checklist, truths);
    const volatile = this.model.graph.volatile.get(checklist.truths);
    const around = volatile.map(name => keyOf(this.facts.get(name)));
    const remembered = [checklist.truths, at, keyOf(truths), ...around].join();
    let state = this.checklists.get(remembered);
    if (!state) {
      state = this.open(checklist, at, truths);
      this.checklists.set(remembered, state);
    }
    return state;
  }

  open(checklist, at, truths) {
    if (truths[at] !== null) return { key: keyOf(truths[at]), first: NONE };
    const item = checklist.items[at];
    const parts = item.children.map(child => this.open(checklist, child, truths));
    return joined(String(at), [...parts, ...ownNames(item).map(name => this.source(name))]);
  }

  // The open items by which one of these kinds can still come to be cited.
  ofKinds({ checklist, kinds }) {
    const places = [...checklist.items.keys()].filter(at => tells(checklist, at, kinds));
    return joined(kinds.join(), places.map(at => this.ofChecklist(checklist, at)));
  }

  // The state of something that looks at every item, as the kinds not met do.
  all(checklist, truths) {
    const names = checklist.items.flatMap(ownNames);
    return joined(keyOf(truths), names.map(name => this.source(name)));
  }

  // The state of a fact with its value when it is known.
  source(name) {
    const state = this.ofFact(name);
    if (state !== SETTLED) return state;
    return { key: keyOf(this.facts.get(name)), first: NONE };
  }
}

function joined(about, parts) {
  let first = NONE;
  const keys = parts.map(part => {
    first = Math.min(first, part.first);
    return part.key;
  });
  return { key: `(${about};${keys.join(";")})`, first };
}

// Whether the item's failure, or its holding in a none-of group, can add such a kind.
function tells({ items }, at, kinds) {
  const item = items[at];
  if (!item.cited) return item.combine !== "all of";
  return items[item.parent].combine === "none of" || kinds.includes(item.kinds);
}
