// What tables and checklists answer when they are read with what is known.

// The whole, then items and groups in sheet order; a group after what is below it.
function truthsOf(checklist, facts) {
  const truths = [];
  truthAt(checklist, 0, facts, truths);
  return truths;
}

function truthAt(checklist, at, facts, truths = []) {
  const { guard, combine, children, condition } = checklist.items[at];
  const truth = guard ? guard.truth(facts)
    : combined(combine, children.map(child => truthAt(checklist, child, facts, truths)));
  truths[at] = condition ? onlyIf(condition.truth(facts), truth) : truth;
  return truths[at];
}

const applies = (item, facts) => (item.condition ? item.condition.truth(facts) : true);

// An item read by itself: under a group that does not apply it is met. It does not wait for the
// whole checklist, for other items of that may read it.
function itemAlone(checklist, at, facts) {
  const { items } = checklist;
  let truth = truthAt(checklist, at, facts);
  for (let above = items[at].parent; above; above = items[above].parent) {
    truth = onlyIf(applies(items[above], facts), truth);
  }
  return truth;
}

// The rules that may match and those that surely do; under First up to the first that surely does.
function hitsOf({ policy, rules }, facts) {
  const [may, sure] = [[], []];
  for (const rule of rules) {
    if (policy !== "First" && rule.otherwise) {
      if (sure.length) continue;
      may.push(rule);
      if (may.length === 1) sure.push(rule);
      continue;
    }
    if (rule.cells.some(cell => cell.truth(facts) === false)) continue;
    may.push(rule);
    if (rule.cells.some(cell => !cell.known && facts.get(cell.fact) === null)) continue;
    sure.push(rule);
    if (policy === "First") break;
  }
  return { may, sure };
}

const LISTS = ["Rule order", "Output order", "Collect"];
const FOLDS = { "Collect sum": total, "Collect min": least, "Collect max": most };
const isListed = table => LISTS.includes(table.policy);

const DECIDED = "decided";
const NEEDS = "needs information";
const NO_RULE = "no rule";
const CONFLICT = "conflict";

const outcomeFor = (rule, facts) => (rule.work ? rule.work(facts) : rule.outcome);

// The unknown facts from which the outcomes of these rules are worked out.
const needed = (rules, facts) =>
  distinct(rules.flatMap(rule => rule.from)).filter(name => facts.get(name) === null);

function byRank(a, b) {
  const at = (a.rank || []).findIndex((rank, each) => rank !== b.rank[each]);
  return at < 0 ? 0 : a.rank[at] - b.rank[at];
}

// Of the rules that match, those that answer, in the order of their outcomes.
function answering({ policy }, rules) {
  if (policy !== "Priority" && policy !== "Output order") return rules;
  const ranked = [...rules].sort(byRank);
  return policy === "Priority" ? ranked.slice(0, 1) : ranked;
}

// What the table answers when exactly these rules match.
function answer(table, matching, facts) {
  if (!matching.length) return { status: NO_RULE, outcome: null };
  const rules = answering(table, matching);
  const outcomes = rules.map(rule => outcomeFor(rule, facts));
  if (isListed(table)) return { status: DECIDED, outcome: outcomes };
  if (table.policy.startsWith("Collect ")) {
    return { status: DECIDED, outcome: foldedOf(table.policy, outcomes) };
  }
  const clash = table.policy === "Unique" && rules.length > 1;
  if (clash || (table.policy === "Any" && distinct(outcomes).length > 1)) {
    return { status: CONFLICT, outcome: null };
  }
  return { status: DECIDED, outcome: outcomes[0] };
}

function foldedOf(policy, outcomes) {
  return outcomes[0].map((_, at) => {
    if (policy === "Collect count") return BigInt(outcomes.length);
    const column = outcomes.map(outcome => outcome[at]);
    return column.includes(null) ? null : FOLDS[policy](column);
  });
}

// The answer if it is certain which rules match, else null.
const settled = (table, { may, sure }, facts) =>
  may.length === sure.length ? answer(table, may, facts) : null;

// An output as another table reads it: null while unknown, or when the table has no answer.
function outputOf(table, hits, at, facts) {
  const result = settled(table, hits, facts);
  const nothing = table.outputs[at].nothing ? NOTHING : null;
  if (result === null || result.status === CONFLICT || needed(hits.may, facts).length) return null;
  if (result.outcome === null) return nothing;
  if (isListed(table)) {
    return distinct(result.outcome.map(each => each[at])).filter(each => each !== null);
  }
  return result.outcome[at] === null ? nothing : result.outcome[at];
}

// -- the kinds of failed items

// The items to cite for a failure: down all-of groups to the first with its own Cite.
function failed(checklist, truths, at = 0) {
  if (truths[at] !== false) return [];
  const item = checklist.items[at];
  if (item.combine === "none of") return item.children.filter(child => truths[child]);
  return item.cited ? [at] : item.children.flatMap(child => failed(checklist, truths, child));
}

// Whether a failed item of this kind is cited; unknown while an unknown item could be.
function kindFailed(checklist, truths, kind, at = 0) {
  const item = checklist.items[at];
  if (truths[at]) return false;
  const fails = negate(truths[at]);
  if (item.combine === "none of") {
    const held = item.children.filter(child => checklist.items[child].kinds === kind);
    return allOf(fails, anyOf(...held.map(child => truths[child])));
  }
  if (item.cited) return item.kinds === kind ? fails : false;
  const below = anyOf(...item.children.map(child => kindFailed(checklist, truths, kind, child)));
  // One failed item of a plain all-of group fails it, so the group itself adds nothing.
  return item.combine === "all of" ? below : allOf(fails, below);
}

// The kinds of the failed items that are cited; null while an unknown item could add one.
function kindsNotMet(checklist, truths) {
  if (truths[0]) return [];
  if (truths.includes(null)) return null;
  const kinds = failed(checklist, truths).map(at => checklist.items[at].kinds);
  return distinct(kinds.filter(kind => kind));
}
