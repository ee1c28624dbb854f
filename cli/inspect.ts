/** `soma inspect`: every step of a file's networks with its shape, its parameters and how they start. */
import type { AttributeValue, Call } from "../catalog/attribute.ts";
import { isProblem } from "../data/define.ts";
import type { CheckedFile, CheckedNetwork } from "../language/index.ts";
import type { Network, NetworkWeight, Step } from "../network/network.ts";
import { add, multiply } from "../shapes/arithmetic.ts";
import { formatShape, formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import type { Command } from "./command.ts";
import { exit } from "./exit.ts";
import { diagnosticsText, isError } from "./render-diagnostic.ts";
import { openSource } from "./source-file.ts";
import type { Terminal } from "./terminal.ts";
import { textTable } from "./text-table.ts";

export const inspect: Command = {
  name: "inspect",
  summary: "List the steps of every network with shapes, parameters and initial values.",
  operands: "one file",
  options: [],
  examples: ["soma inspect examples/digits-cnn.soma"],
  run: async ({ operands: [file = ""] }, terminal) => {
    const source = openSource(file);
    if (isProblem(source)) {
      terminal.err(`soma: ${source.problem} ${source.advice}`);
      return exit.usage;
    }
    const { checked, path } = source;
    for (const line of diagnosticsText(source, terminal, isError)) terminal.err(line);
    if (checked.networks.length === 0) terminal.out(`${path} has no network.`);
    for (const network of checked.networks) printNetwork(checked, network, terminal);
    return checked.diagnostics.some(isError) ? exit.findings : exit.ok;
  },
};

function printNetwork(checked: CheckedFile, declared: CheckedNetwork, terminal: Terminal): void {
  const { network, trainedBy } = preferConcrete(checked, declared);
  const as = trainedBy === undefined ? "" : ` as trained by ${trainedBy}`;
  terminal.out(terminal.paint("bold", `${declared.kind} ${declared.name}${as}`));
  const listed = new Set<string>();
  const rows = [
    ...network.inputs.map(({ name, shape }) => [name, "input", formatShape(shape), "", ""]),
    ...network.steps.map((step) => describeStep(step, network.weights, listed)),
  ];
  const head = ["step", "kind", "output", "parameters", "initial values"];
  for (const line of textTable(head, rows, ["left", "left", "left", "right", "left"]))
    terminal.out(`  ${line}`);
  terminal.out(`  ${totals(network)}`);
  if (declared.broken) terminal.out("  An error hides the rest of the network.");
  terminal.out("");
}

/** With sizes as numbers where an experiment gives them. */
function preferConcrete(
  { experiments }: CheckedFile,
  { name, network }: CheckedNetwork,
): { readonly network: Network<Size>; readonly trainedBy?: string } {
  const training = experiments.find(({ experiment }) => experiment?.network.name === name);
  const concrete = training?.experiment?.network;
  return concrete === undefined ? { network } : { network: concrete, trainedBy: training?.name ?? name };
}

/** A weight that two steps share is counted where it comes first. */
function describeStep(
  step: Step<Size>,
  weights: readonly NetworkWeight<Size>[],
  listed: Set<string>,
): string[] {
  const used = Object.entries(step.weights).flatMap(([own, use]) => {
    const weight = weights.find(({ name }) => name === use.name);
    return weight === undefined ? [] : [{ own, weight }];
  });
  const fresh = used.filter(({ weight }) => !listed.has(weight.name));
  for (const { weight } of fresh) listed.add(weight.name);
  const parameters = add(0, ...fresh.map(({ weight }) => countOf(weight)));
  const starts = fresh.map(
    ({ own, weight }) => `${own} ${writeCall(weight.init)}${weight.frozen ? " (frozen)" : ""}`,
  );
  const shared = used.length > fresh.length ? ["shared, see above"] : [];
  const count = used.length === 0 ? "" : writeSize(parameters);
  return [step.name, step.kind, formatShape(step.shape), count, [...starts, ...shared].join(", ")];
}

const countOf = ({ role, shape }: NetworkWeight<Size>): Size =>
  role === "state" ? 0 : multiply(1, ...shape);

function totals({ weights }: Network<Size>): string {
  const all = add(0, ...weights.map(countOf));
  const frozen = add(0, ...weights.filter((weight) => weight.frozen).map(countOf));
  const parts = [`${writeSize(all)} parameters`];
  if (frozen !== 0) parts.push(`${writeSize(frozen)} of them frozen`);
  if (typeof all === "number") parts.push(`${(all * 4).toLocaleString("en-US")} bytes in single precision`);
  return parts.join(", ");
}

const writeSize = (size: Size): string =>
  typeof size === "number" ? size.toLocaleString("en-US") : formatSize(size);

function writeCall({ name, attributes }: Call): string {
  const values = Object.entries(attributes).filter(([, value]) => value !== undefined);
  if (values.length === 0) return name;
  const [first] = values;
  if (first !== undefined && values.length === 1) return `${name}(${writeValue(first[1])})`;
  return `${name}(${values.map(([key, value]) => `${key}: ${writeValue(value)}`).join(", ")})`;
}

const writeValue = (value: AttributeValue): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);
