// What hangs on what: the order in which completions split facts, and what each split touches.

// Hit policies under which the outcomes of several rules are counted, added up or compared.
const SEVERAL = [...LISTS, "Collect sum", "Any"];

function graphOf(model) {
  const reads = readsOf(model);
  const values = valuesOf(model, reads);
  const below = new Map([...reads.keys()].map(name => [name, belowOf(reads, name)]));
  const bases = new Map(
    [...below].map(([name, found]) => [name, found.filter(each => model.inputs.has(each))]));
  const split = [...model.inputs.keys(), ...model.calculations.keys()];
  const isSplit = name => model.inputs.has(name) || model.calculations.has(name);
  const workedOut = [...model.calculations.keys(), ...model.outputs.keys()];
  const grounds = new Map(workedOut.map(name => [name, belowOf(values, name).slice(1)]));
  const several = [...model.outputs.keys()].filter(name =>
    SEVERAL.includes(model.outputs.get(name).table.policy));
  const pivots = [
    ...[...model.calculations.values()].filter(each => each.pivot).map(each => each.code),
    ...several,
  ];
  const ranked = model.tables.flatMap(table => below.get(table.hits).filter(isSplit));
  const ordered = new Map();
  for (const name of [...ranked, ...[...reads.keys()].filter(isSplit)]) {
    const before = [...model.calculations.keys()].filter(each => below.get(name).includes(each));
    const first = bases.get(name).filter(base => base !== name);
    for (const each of [...first, ...before, name]) {
      if (!ordered.has(each)) ordered.set(each, ordered.size);
    }
  }
  return {
    order: ordered,
    dependents: new Map(split.map(name =>
      [name, [...reads.keys()].filter(each => each !== name && below.get(each).includes(name))])),
    bases,
    grounds,
    pivots: new Map(split.map(name =>
      [name, pivots.filter(pivot => grounds.get(pivot).includes(name))])),
    joined: several.map(name => grounds.get(name)).filter(each => each.length),
    volatile: new Map([...model.checklists.values()].map(each =>
      [each.truths, distinct(volatileOf(model, each, bases))])),
  };
}

const namesOf = guards => guards.filter(guard => guard).map(guard => guard.fact);
const ownNames = item => namesOf([item.condition, item.guard]);

// What each fact is worked out from directly, in reading order.
function readsOf(model) {
  const reads = new Map([...model.inputs.keys()].map(name => [name, []]));
  for (const each of model.calculations.values()) reads.set(each.code, each.reads || []);
  for (const each of model.checklists.values()) {
    reads.set(each.truths, distinct(each.items.flatMap(ownNames)));
  }
  for (const [name, { checklist, at }] of model.items) {
    reads.set(name, at > 0 ? distinct(namesOfItem(checklist, at)) : [checklist.truths]);
    if (at === 0) reads.set(`${name}_rules`, [name]);
  }
  for (const [name, { checklist }] of model.kinds) reads.set(name, [checklist.truths]);
  for (const table of model.tables) {
    const names = table.rules.flatMap(rule => [...namesOf(rule.cells), ...rule.from]);
    reads.set(table.hits, distinct(names));
  }
  for (const [name, { table }] of model.outputs) reads.set(name, [table.hits]);
  return reads;
}

// What goes into the value of each fact directly; conditions alone choose, and do not count.
function valuesOf(model, reads) {
  const values = new Map([...reads.keys()].map(name => [name, []]));
  for (const each of model.calculations.values()) values.set(each.code, each.reads || []);
  for (const [name, { table }] of model.outputs) {
    values.set(name, distinct(table.rules.flatMap(rule => rule.from)));
  }
  return values;
}

// What an item hangs on, read by itself: its leaves, their conditions, and those above it.
function namesOfItem({ items }, at) {
  const inside = new Set([at]);
  const names = [];
  items.forEach((item, each) => {
    if (each && inside.has(item.parent)) inside.add(each);
    if (inside.has(each)) names.push(...ownNames(item));
  });
  for (let above = items[at].parent; above; above = items[above].parent) {
    names.push(...namesOf([items[above].condition]));
  }
  return names;
}

// Everything that a fact is worked out from, itself first, in reading order.
function belowOf(reads, name) {
  const found = new Set();
  const stack = [name];
  while (stack.length) {
    const at = stack.pop();
    if (!found.has(at)) {
      found.add(at);
      stack.push(...[...reads.get(at)].reverse());
    }
  }
  return [...found];
}

// What can change while the truths of a checklist do not: what conditions hide, what is worked out.
function volatileOf(model, checklist, bases) {
  return checklist.items.flatMap(item =>
    ownNames(item)
      .filter(name => item.condition || !model.inputs.has(name))
      .flatMap(name => [name, ...bases.get(name)]));
}
