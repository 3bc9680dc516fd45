// The answer to the case: what was decided and why, what is open, and where to read it.

const STATES = new Map([[true, ["\u2713", "met"]], [false, ["\u2717", "not met"]], [null, ["?", "unknown"]]]);

// One sentence, which is also read out.
function verdict(decision) {
  if (decision.problems.length) {
    return `The case cannot be read: ${counted(decision.problems.length, "problem")}.`;
  }
  switch (decision.status) {
    case DECIDED: return `Decided: ${outcomeWords(decision.table, decision.outcome)}.`;
    case NEEDS: {
      const open = counted(decision.missing.length, "question");
      return `Needs information: ${open} can change the answer.`;
    }
    case NO_RULE: return "No rule answers this case.";
    default: return "The rules that match contradict each other.";
  }
}

// Every output that is given, in one line.
function outcomeWords(table, outcome) {
  if (isListed(table)) return outcome.map(each => oneOutcome(table, each)).join("; ");
  return oneOutcome(table, outcome);
}

function oneOutcome(table, outcome) {
  if (table.isChecklist) return outcome[0] ? "met" : "not met";
  const told = table.outputs.flatMap(({ name, unit }, at) => {
    const value = outcome[at];
    if (value === null) return [];
    if (unit) return [`${asWords(value)} ${unit}`];
    // A value by itself says enough only as the first.
    return [at || typeof value === "boolean" ? `${name} ${asWords(value)}` : asWords(value)];
  });
  return told.join(", ") || "none";
}

// What stands below the verdict.
function answerParts(model, decision, fields) {
  if (decision.problems.length) return [problemList(model, decision.problems, fields)];
  return [
    ruleLine(decision),
    decision.status === DECIDED && decision.table.outputs.length > 1 ? outputTable(decision) : null,
    decision.exact ? null : make("p", { class: "note" },
      "The search ended early: less may be possible, or missing, than is shown."),
    missingPart(decision, fields),
    possiblePart(decision),
    citedPart("Not met", decision, decision.unmet),
    citedPart("Met by", decision, decision.satisfied_by),
    decision.status === NEEDS ? citedPart("Still open", decision, decision.open) : null,
    ...decision.checklists.map(checklist => checklistPart(checklist, decision.facts)),
    othersPart(model, decision),
  ];
}

function problemList(model, problems, fields) {
  return list(problems.map(({ input, text }) => make("li", null, own(text), " ",
    model.inputs.has(input) ? button("Go to the field", () => fields.get(input).focus()) : null)), { class: "try-problems" });
}

function ruleLine({ rules, table, status }) {
  if (table.isChecklist || !rules.length) return null;
  const said = status === DECIDED ? (rules.length > 1 ? "By rules" : "By rule") : "Rules that can still answer:";
  return make("p", null, said, " ", rules.flatMap((rule, at) =>
    [at ? ", " : null, linked(ruleId(rule), rule.id), rule.cite ? [" (", own(rule.cite), ")"] : null]),
  " of ", linked(`table-${table.code}`, table.name), ".");
}

function outputTable({ table, outcome }) {
  const told = at => (isListed(table) ? outcome.map(each => each[at]) : outcome[at]);
  return make("dl", { class: "facts" }, table.outputs.map((output, at) =>
    make("div", null, make("dt", null, own(output.name)),
      make("dd", null, own(asWords(told(at))), told(at) !== null && output.unit ? ` ${output.unit}` : ""))));
}

function part(title, ...content) {
  return make("section", null, make("h4", null, title), content);
}

function missingPart({ missing }, fields) {
  if (!missing.length) return null;
  const field = name => button(fields.get(name).input.name, () => fields.get(name).focus());
  const between = (word, parts) => parts.flatMap((each, at) => (at ? [word, each] : [each]));
  return part("What to ask", list(missing.map(each => make("li", null,
    make("p", null, own(each.question || each.name), " ",
      between(", or ", each.ways.map(way => between(" and ", way.map(field))))),
    make("p", { class: "note" },
      each.asked_of.length ? `Asked of ${each.asked_of.join(", ")}. ` : "",
      each.evidence.length ? `Shown by: ${each.evidence.join("; ")}. ` : "",
      each.settles.length ? `Settles ${each.settles.join(", ")}.` : ""))), { class: "try-missing" }));
}

function possiblePart({ table, possible, status }) {
  if (status !== NEEDS) return null;
  return part("Still possible", list(possible.map(each => make("li", null,
    own(each.outcome === null ? each.status : outcomeWords(table, each.outcome)))), { class: "try-list" }));
}

function citedPart(title, { checklists }, labels) {
  if (!labels.length) return null;
  const items = checklists.flatMap(checklist => checklist.items.map(item => ({ checklist, item })));
  return part(title, list(labels.map(label => {
    const found = items.filter(({ item }) => item.label === label);
    const { checklist, item } = found.find(each => each.item.own) || found[0];
    return make("li", null, linked(itemId(checklist, item), label), " ", own(item.said || ""));
  }), { class: "try-list" }));
}

function checklistPart(checklist, facts) {
  const truths = facts.get(checklist.truths);
  const [, word] = STATES.get(truths[0]);
  const leaves = [...truths.keys()].filter(at => at && !checklist.items[at].children.length);
  const count = truth => leaves.filter(at => truths[at] === truth).length;
  const branch = at => list(checklist.items[at].children.map(child => {
    const item = checklist.items[child];
    const [sign, state] = STATES.get(truths[child]);
    return make("li", null,
      make("span", { class: `try-state ${state.replace(" ", "-")}` }, `${sign} ${state}`), " ",
      linked(itemId(checklist, item), item.own ? item.label : item.id), " ",
      own(item.said || item.combine || ""), branch(child));
  }));
  return make("details", null,
    make("summary", null, own(checklist.name), `: ${word} `, make("small", null,
      `${count(true)} met, ${count(false)} not met, ${count(null)} unknown`)),
    branch(0));
}

// What the tables that the answer does not need say of the case.
function othersPart(model, decision) {
  const others = model.tables.filter(table => table !== decision.table);
  if (!others.length) return null;
  const rows = others.map(table => {
    const { status, outcome } = decisionOf(model, table, decision.given);
    return make("div", null, make("dt", null, linked(`table-${table.code}`, table.name)),
      make("dd", null, own(status === DECIDED ? outcomeWords(table, outcome) : status)));
  });
  return make("details", null, make("summary", null, "Other tables for this case"),
    make("dl", { class: "facts" }, rows));
}
