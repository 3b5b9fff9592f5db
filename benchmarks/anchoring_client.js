// The way of the Hypothesis web client to find quotes again, with the weights that it publishes,
// around approx-string-match itself. Reads {text, quotes} as JSON lines and answers each with one.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const found = createRequire(process.argv[2] + "/package.json").resolve("approx-string-match");
const approximate = (await import(pathToFileURL(found))).default;

const WEIGHTS = { quote: 50, before: 20, after: 20, position: 2 };

function matches(text, part, most) {
  const exact = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    exact.push({ start: at, end: at + part.length, errors: 0 });
  }
  return exact.length ? exact : approximate(text, part, most);
}

function likeness(text, part) {
  if (!text.length || !part.length) return 0;
  const [first] = matches(text, part, part.length);
  return first ? 1 - first.errors / part.length : 0;
}

function score(text, { quote, prefix, suffix, hint }, { start, end, errors }) {
  const parts = {
    quote: 1 - errors / quote.length,
    before: prefix ? likeness(text.slice(Math.max(0, start - prefix.length), start), prefix) : 1,
    after: suffix ? likeness(text.slice(end, end + suffix.length), suffix) : 1,
    position: 1 - Math.abs(start - hint) / text.length,
  };
  let sum = 0;
  let all = 0;
  for (const [name, weight] of Object.entries(WEIGHTS)) {
    sum += weight * parts[name];
    all += weight;
  }
  return sum / all;
}

function find(text, selector) {
  let best = null;
  let most = -Infinity;
  const errors = Math.min(256, selector.quote.length / 2);
  for (const match of matches(text, selector.quote, errors)) {
    const value = score(text, selector, match);
    if (value > most) [best, most] = [match, value];
  }
  return best && [best.start, best.end];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { text, quotes } = JSON.parse(line);
  const before = process.cpuUsage();
  const places = quotes.map((selector) => find(text, selector));
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ places, ms: (user + system) / 1000 }));
}
