/** How long checking takes: a file of about 1,000 lines, fresh and after one keystroke in it. */
import { checkFile, parse, reparse } from "../language/index.ts";

const network = (index: number): string => `/// Network number ${index}.
network Net${index}(classes = 10) {
  input image: [1, 28, 28]
  features = image
    -> c1: conv2d(6, kernel: 5, padding: 2, relu)
    -> max_pool2d(2)
    -> c2: conv2d(16, kernel: 5, relu)
    -> max_pool2d(2)
  x = features -> flatten -> dense(120, relu) -> dense(120, relu)
  y = x -> Residual(120)
    -> Residual(120)
    -> Residual(width)
  logits = y
    -> dense(84, relu)
    -> dropout(0.2)
    -> dense(classes)
  output logits: [classes]
}

data points${index} = spiral(points: 500, noise: 0.1)

network Spiral${index} {
  input x: [2]
  y = x
    -> h1: dense(8, tanh)
    -> h2: dense(8, tanh)
    -> dense(1)
  output y
}

train run${index}: Spiral${index} on points${index} {
  loss: binary_cross_entropy
  optimizer: adam(lr: 0.03)
  batch: 10
  epochs: 300
  seed: ${index}
  expect accuracy >= 0.95 in 9/10 seeds
}
`;

const head = `const width = 120

block Residual(n) {
  input x: [n]
  output x + (x -> dense(n, relu) -> dense(n))
}

`;
const text = head + Array.from({ length: 25 }, (_, index) => network(index)).join("\n");
const options = { files: () => undefined };

const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);
const at = (times: readonly number[], share: number) => sorted(times)[Math.floor(times.length * share)] ?? 0;

function timed<T>(run: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now();
  const value = run();
  return { value, ms: performance.now() - start };
}

const fresh: number[] = [];
for (let round = 0; round < 30; round += 1) {
  const tree = parse(text);
  fresh.push(timed(() => checkFile(tree, text, options)).ms);
}

/** Types a digit behind every eleventh place of the file in turn, and deletes it again. */
function keystrokes(places: readonly number[]): readonly number[] {
  const times: number[] = [];
  let checked = checkFile(parse(text), text, options);
  for (const place of places) {
    for (const inserted of ["1", ""]) {
      const now = checked.text;
      const end = inserted === "" ? place + 1 : place;
      const next = now.slice(0, place) + inserted + now.slice(end);
      const tree = reparse(checked.source, next, { start: place, end, inserted: inserted.length });
      const previous = checked;
      const { value, ms } = timed(() => checkFile(tree, next, { ...options, previous }));
      checked = value;
      times.push(ms);
    }
  }
  return times;
}

const places = [...text.matchAll(/dense\((?=\d)|seed: /g)].map((match) => match.index + match[0].length);
keystrokes(places.slice(0, 40));
const typed = keystrokes(places);
const shared = keystrokes(Array.from({ length: 10 }, () => head.indexOf("120")));
const [checked] = [checkFile(parse(text), text, options)];
console.log(
  `${text.split("\n").length} lines, ${checked.diagnostics.length} diagnostics, ${checked.stages.length} stages`,
);
console.log(`fresh: median ${at(fresh, 0.5).toFixed(1)} ms`);
console.log(
  `keystroke (${typed.length}): median ${at(typed, 0.5).toFixed(2)} ms, p95 ${at(typed, 0.95).toFixed(2)} ms`,
);
console.log(`keystroke in a constant that 25 networks use: median ${at(shared, 0.5).toFixed(1)} ms`);
