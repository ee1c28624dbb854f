/** What a layer kind makes of its input: output shape, learned tensors and their number, or what stands in the way. */
import { type AttributeValue, type Call, withFallbacks } from "../catalog/attribute.ts";
import { add, multiply } from "../shapes/arithmetic.ts";
import { isAtLeast } from "../shapes/compare.ts";
import { type Facts, noFacts } from "../shapes/facts.ts";
import { largestSize, type Shape, type Size } from "../shapes/size.ts";
import { elementsOf } from "../shapes/substitution.ts";
import { findActivation } from "./activations/index.ts";
import type { LayerKind, OutputAxis, ShapeRule, StateSpec, WeightSpec } from "./define.ts";
import { isCall, startOf } from "./initial.ts";
import { axisNames, hasPassingAxes, joinPassing, matchPattern } from "./pattern.ts";
import { collectFindings, type RuleFinding } from "./rule.ts";

export type AttributeValues = Readonly<Record<string, AttributeValue | undefined>>;

export interface LayerCall {
  readonly inputs: readonly Shape[];
  /** Checked, with fallbacks filled in. */
  readonly attributes: AttributeValues;
  readonly facts?: Facts;
  /** The activation that comes next in the network, for initial values, where the layer has none of its own. */
  readonly next?: LayerKind;
}

export type LayerFinding =
  | RuleFinding
  /** An input has too few axes, or too many. `names` are the axes it should have; more in front or behind if `passing`. */
  | {
      readonly kind: "rank";
      readonly input: number;
      readonly given: Shape;
      readonly names: readonly string[];
      readonly passing: boolean;
    }
  /** Too few or too many tensors. */
  | { readonly kind: "arity"; readonly given: number; readonly min: number; readonly max: number | undefined }
  /** An axis, the output or a weight would have more elements than can be counted: more than 2³¹ − 1. */
  | {
      readonly kind: "too-large";
      readonly of: "axis" | "output" | "weight";
      readonly name: string;
      readonly size: Size;
      /** The shape that has that axis or that many elements. */
      readonly shape: Shape;
    };

export interface AppliedLayer {
  /** Errors without a condition leave `output` open; warnings and conditions do not. */
  readonly findings: readonly LayerFinding[];
  readonly axes: Readonly<Record<string, Size>>;
  readonly output?: Shape;
  /** For each axis of the output the arithmetic that gave it, where there is something to say. */
  readonly arithmetic: readonly (string | undefined)[];
  readonly weights: readonly LayerWeight[];
  readonly state: readonly (StateSpec & { readonly name: string })[];
  /** How many numbers its weights hold; those of another layer that it shares are not counted again. */
  readonly parameters: Size;
}

export interface LayerWeight extends WeightSpec {
  readonly name: string;
  readonly role: "weight" | "bias";
  readonly init: Call;
  /** Why it starts like that, for hovers. */
  readonly why: string;
  readonly frozen: boolean;
}

export function applyLayer(kind: LayerKind, call: LayerCall): AppliedLayer {
  const { inputs, attributes } = call;
  const facts = call.facts ?? noFacts;
  const [first = []] = inputs;
  const match = matchPattern(kind.input, first);
  const misfits = findMisfits(kind, inputs);
  if (match === undefined || misfits.length > 0) return failed(misfits);

  const { rule, findings } = collectFindings(facts);
  const named = kind.shape?.({ axes: match.axes, inputs, attributes: attributes as never }, rule);
  const output: readonly OutputAxis[] =
    named === undefined ? first : joinPassing<OutputAxis>(kind.input, named, match.passing);
  const shape = output.map((axis) => (isExplained(axis) ? axis.size : axis));
  checkActivation(attributes, shape, rule);
  if (findings.some(isFatal)) return { ...failed(findings), axes: match.axes };

  const weights = weightsOf(kind, match.axes, call);
  const tooLarge = findTooLarge(kind, shape, weights, facts);
  if (tooLarge.length > 0) return { ...failed([...findings, ...tooLarge]), axes: match.axes };
  return {
    findings,
    axes: match.axes,
    output: shape,
    arithmetic: output.map((axis) => (isExplained(axis) ? axis.by : undefined)),
    weights,
    state: Object.entries(kind.state?.(match.axes, attributes as never) ?? {}).map(([name, spec]) => ({
      name,
      ...spec,
    })),
    parameters: add(
      0,
      ...weights.filter((weight) => weight.tied === undefined).map((weight) => elementsOf(weight.shape)),
    ),
  };
}

/** True for what leaves the output open. */
export const isFatal = (finding: LayerFinding): boolean =>
  finding.kind !== "rule" || (finding.severity === "error" && finding.onlyIf === undefined);

const isExplained = (axis: OutputAxis): axis is Exclude<OutputAxis, Size> =>
  typeof axis === "object" && "by" in axis;

const failed = (findings: readonly LayerFinding[]): AppliedLayer => ({
  findings,
  axes: {},
  arithmetic: [],
  weights: [],
  state: [],
  parameters: 0,
});

/** An activation along an axis needs that axis in the layer's output. */
function checkActivation({ activation }: AttributeValues, output: Shape, rule: ShapeRule): void {
  const kind = isCall(activation) ? findActivation(activation.name) : undefined;
  if (kind === undefined || !isCall(activation)) return;
  const attributes = withFallbacks(kind.attributes, activation.attributes) as never;
  kind.shape?.({ axes: {}, inputs: [output], attributes }, rule);
}

function findMisfits(kind: LayerKind, inputs: readonly Shape[]): readonly LayerFinding[] {
  const { min, max } = kind.arity ?? { min: 1, max: 1 };
  if (inputs.length < min || (max !== undefined && inputs.length > max)) {
    return [{ kind: "arity", given: inputs.length, min, max }];
  }
  const names = axisNames(kind.input);
  const passing = hasPassingAxes(kind.input);
  return inputs.flatMap((given, input) =>
    matchPattern(kind.input, given) === undefined
      ? [{ kind: "rank" as const, input, given, names, passing }]
      : [],
  );
}

function weightsOf(
  kind: LayerKind,
  axes: Readonly<Record<string, Size>>,
  { attributes, next }: LayerCall,
): readonly LayerWeight[] {
  const own = isCall(attributes.activation) ? findActivation(attributes.activation.name) : undefined;
  const activation = own === undefined || own.name === "identity" ? (next ?? own) : own;
  const specs = Object.entries(kind.weights?.(axes, attributes as never) ?? {});
  return specs.flatMap(([name, spec]) =>
    spec === undefined
      ? []
      : [
          {
            ...spec,
            name,
            role: spec.starts === "bias" ? ("bias" as const) : ("weight" as const),
            ...startOf(spec, attributes, activation),
            frozen: attributes.frozen === true,
          },
        ],
  );
}

function findTooLarge(
  kind: LayerKind,
  output: Shape,
  weights: readonly LayerWeight[],
  facts: Facts,
): readonly LayerFinding[] {
  // A number beyond 2⁵³ is not a number any more, and not at most anything.
  const isTooLarge = (size: Size) =>
    typeof size === "number" ? !(size <= largestSize) : isAtLeast(size, largestSize + 1, facts) === "yes";
  const axis = output.findIndex(isTooLarge);
  const tooLarge = (of: "axis" | "output" | "weight", name: string, size: Size, shape: Shape) =>
    [{ kind: "too-large", of, name, size, shape }] as const;
  if (axis >= 0) return tooLarge("axis", String(axis), output[axis] as Size, output);
  if (isTooLarge(multiply(...output))) return tooLarge("output", kind.name, multiply(...output), output);
  const weight = weights.find(({ shape }) => isTooLarge(elementsOf(shape)));
  return weight === undefined ? [] : tooLarge("weight", weight.name, elementsOf(weight.shape), weight.shape);
}
