// A policy as it is asked: facts by name, each with what it reads and how it is worked out.

// What works out a term from facts.
function workOf(term) {
  if (typeof term === "string" && term[0] === "f") return facts => facts.get(term.slice(1));
  if (!Array.isArray(term) || term[0] === "list") {
    const value = valueOf(Array.isArray(term) ? term.slice(1) : term);
    return () => value;
  }
  const [call, works] = [CALLS[term[0]], term.slice(1).map(workOf)];
  return facts => call(...works.map(work => work(facts)));
}

// A checked request, and what follows from it: worked out on first reading, then kept.
class Facts {
  constructor(model, given) {
    this.model = model;
    this.values = new Map(given);
  }

  get(name) {
    let value = this.values.get(name);
    if (value === undefined) {
      value = this.model.works.get(name)(this);
      this.values.set(name, value);
    }
    return value;
  }

  // The inputs alone, with everything else to be worked out anew.
  copy() {
    const inputs = [...this.model.inputs.keys()];
    return new Facts(this.model, inputs.map(name => [name, this.get(name)]));
  }
}

class Model {
  constructor(written) {
    this.policy = written.policy;
    this.sets = new Map((written.sets || []).map(set => [set.code, setOf(set)]));
    this.works = new Map();
    this.inputs = new Map(written.inputs.map(each => [each.code, this.input(each)]));
    this.calculations = new Map(
      written.calculations.map(each => [each.code, this.calculation(each)]));
    this.outputs = new Map();
    this.tables = written.tables.map(each => ({ ...each, hits: `${each.code}_rules` }));
    this.tables.sort((a, b) => (b.code === written.decision) - (a.code === written.decision));
    this.checklists = new Map();
    this.items = new Map();
    this.kinds = new Map();
    for (const each of written.checklists) this.checklist(each, written.texts);
    for (const [fact, name, at] of written.items) this.item(fact, this.checklists.get(name), at);
    for (const each of written.kinds) this.kind(...each);
    this.tables.forEach(each => this.table(each));
    this.impossible = written.impossible.map(row => ({ ...row, tests: this.guards(row.if) }));
    this.roots = new Map(this.tables.map(each => [each.code, each]));
    for (const each of this.checklists.values()) this.roots.set(each.code, each.table);
    this.decision = this.roots.get(written.decision);
    this.graph = graphOf(this);
  }

  // -- names

  input(written) {
    return {
      ...written,
      sets: written.set ? this.sets.get(written.set) : null,
      ranges: (written.ranges || []).map(each => rangeOf(each, written.kind)),
      span: written.span ? rangeOf(written.span, written.kind) : null,
      ...triedOf(written, written.kind),
      closed: (written.kind === "yes/no" && !written.list) || Boolean(written.members),
    };
  }

  calculation(written) {
    const work = workOf(written.term);
    this.works.set(written.code, work);
    const tried = triedOf(written, "number");
    if (written.nothing) tried.samples.push(NOTHING);
    const ways = written.ways || [];
    const alternatives = ways.length ? written.term.slice(1).map(workOf) : null;
    return { ...written, ...tried, work, ways, alternatives };
  }

  // -- conditions

  // A condition: the fact that it reads, whether that can be unknown, and its truth.
  guard([fact, written]) {
    const test = testFor(written, this.sets);
    const input = this.inputs.get(fact);
    const known = Boolean(input && input.blank);
    const truth = facts => {
      const value = facts.get(fact);
      if (value === null) return known ? test(NOTHING) : null;
      return test(value);
    };
    return { fact, known, truth };
  }

  guards(written) {
    return (written || []).map(each => this.guard(each));
  }

  // -- tables

  table(table) {
    table.outputs.forEach((output, at) => {
      this.outputs.set(output.code, { table, at });
      const read = facts => outputOf(table, facts.get(table.hits), at, facts);
      this.works.set(output.code, output.folded ? facts => normal(read(facts)) : read);
    });
    table.rules.forEach((rule, at) => {
      Object.assign(rule, {
        table, at, key: `${table.code} ${at}`, from: rule.from || [], cite: rule.cite || "",
        cell: table.cell.replace(/[^!]*$/, rule.cell), cells: this.guards(rule.if),
        ...outcomeOf(rule.then),
      });
    });
    this.works.set(table.hits, facts => hitsOf(table, facts));
  }

  // -- checklists

  checklist(written, texts) {
    const items = written.items.map(item => ({
      ...item, parent: item.parent || 0, id: item.id || "", own: Boolean(item.cite),
      said: texts[item.said || 0], evidence: texts[item.evidence || 0],
      guard: item.if && this.guard(item.if), condition: item.only && this.guard(item.only),
    }));
    const checklist = { ...written, truths: `${written.code}_items`, items };
    items.forEach((item, at) => {
      // A blank Cite is that of the group above; without any, items are cited by their id.
      item.cite = item.cite || (at ? items[item.parent].cite : "");
      item.label = item.cite || item.id;
      item.children = [...items.keys()].filter(each => each > 0 && items[each].parent === at);
      item.kinds = item.kind || (at ? items[item.parent].kinds : "");
      // In plain all-of groups failures are cited further down.
      item.cited = at > 0 && !(item.combine === "all of" && !item.own);
    });
    this.works.set(checklist.truths, facts => truthsOf(checklist, facts));
    checklist.table = this.asTable(checklist);
    this.checklists.set(written.code, checklist);
  }

  // A checklist as a table of two rules, so that it is answered like one.
  asTable({ code, name, cell }) {
    const hits = `${code}_rules`;
    const table = { code, name, cell, policy: "First", hits, isChecklist: true };
    table.outputs = [{ code: "met", name: "Met" }];
    table.rules = [true, false].map((met, at) => ({
      table, at, key: `${code} ${at}`, from: [], cite: "", cell,
      id: met ? "met" : "not met", outcome: [met],
      cells: [this.guard([code, ["is", met]])],
    }));
    this.works.set(hits, facts => {
      const met = facts.get(code);
      if (met === null) return { may: table.rules, sure: [table.rules[1]] };
      const rule = table.rules[met ? 0 : 1];
      return { may: [rule], sure: [rule] };
    });
    return table;
  }

  item(fact, checklist, at) {
    this.items.set(fact, { checklist, at });
    this.works.set(fact, at < 0
      ? facts => kindsNotMet(checklist, facts.get(checklist.truths))
      : facts => itemAlone(checklist, at, facts));
  }

  kind(fact, name, quantifier, ...kinds) {
    const checklist = this.checklists.get(name);
    const combine = `${quantifier} of`;
    this.kinds.set(fact, { checklist, kinds });
    this.works.set(fact, facts => {
      const truths = facts.get(checklist.truths);
      return combined(combine, kinds.map(kind => kindFailed(checklist, truths, kind)));
    });
  }
}

function triedOf(written, kind) {
  return {
    samples: (written.samples || []).map(valueOf),
    segments: (written.segments || []).map(each => rangeOf(each, kind)),
  };
}

// What a rule answers: constants, or a function of the facts where a cell is worked out.
function outcomeOf(then) {
  const parts = then.map(part => {
    if (part && part.term) return { work: workOf(part.term) };
    return { value: valueOf(part) };
  });
  const given = value => (value === NOTHING ? null : value);
  const work = facts => parts.map(part => given(part.work ? part.work(facts) : part.value));
  return parts.some(part => part.work) ? { work } : { outcome: work(null) };
}
