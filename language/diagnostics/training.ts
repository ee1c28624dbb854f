/** Everything to say about how a network is trained: `SOMA4xxx`. */
import { allOf, counted, didYouMean, kind } from "./define.ts";

export const trainingDiagnostics = {
  SOMA4001: kind({
    severity: "error",
    title: "Unknown setting",
    why: "A setting that is not read would be silently ignored.",
    message: (f: { name: string; suggestions: readonly string[]; known: readonly string[] }) =>
      `There is no setting \`${f.name}\`.${f.suggestions.length > 0 ? didYouMean(f.suggestions) : ` Settings here: ${allOf(f.known)}.`}`,
  }),
  SOMA4002: kind({
    severity: "error",
    title: "Setting given twice",
    why: "Only one of the two values could be used.",
    message: (f: { name: string }) => `\`${f.name}\` is set twice. Keep one of the two.`,
  }),
  SOMA4004: kind({
    severity: "error",
    title: "Setting missing",
    why: "There is no value for it that would be right for every network.",
    message: (f: { name: string; example: string }) =>
      `This experiment has no \`${f.name}\`. Add a line such as \`${f.example}\`.`,
  }),
  SOMA4005: kind({
    severity: "error",
    title: "Two lengths for one run",
    why: "A run ends after a number of epochs or after a number of steps, not both.",
    message: (_: Record<string, never>) =>
      "Both `epochs` and `steps` are set, and only one can end the run. Keep one.",
  }),
  SOMA4006: kind({
    severity: "warning",
    title: "Unusual learning rate",
    why: "Most networks diverge far below such a rate, or never move far above it.",
    message: (f: { optimizer: string; rate: string; usual: string }) =>
      `A learning rate of ${f.rate} is far from what works with \`${f.optimizer}\`; ${f.usual} is usual.`,
  }),
  SOMA4007: kind({
    severity: "warning",
    title: "Batch larger than the data",
    why: "A batch cannot hold more rows than there are.",
    message: (f: { batch: string; rows: string }) =>
      `\`batch\` is ${f.batch}, but only ${f.rows} rows are trained on: every step would see all of them. Make it ${f.rows} or less.`,
  }),
  SOMA4010: kind({
    severity: "error",
    title: "Data does not fit the network",
    why: "One row of the data is what enters the network's input.",
    message: (f: {
      data: string;
      row: string;
      input: string;
      wanted: string;
      difference: string;
      advice: string;
    }) =>
      `A row of \`${f.data}\` is ${f.row}, but the input \`${f.input}\` is ${f.wanted}: ${f.difference}. ${f.advice}`.trim(),
  }),
  SOMA4011: kind({
    severity: "error",
    title: "Several inputs or outputs",
    why: "A data set gives one tensor a row, and a loss compares one output with one label.",
    message: (f: { network: string; count: number; what: string }) =>
      `\`${f.network}\` has ${counted(f.count, f.what)}, and an experiment can feed only one so far.`,
  }),
  SOMA4012: kind({
    severity: "error",
    title: "Number of classes differs",
    why: "Cross-entropy needs one output for each class.",
    message: (f: { output: string; classes: string; names: string; data: string }) =>
      `The output is ${f.output}, but \`${f.data}\` has ${counted(f.classes, "class", "classes")}${f.names === "" ? "" : ` (${f.names})`}. The last layer must have ${counted(f.classes, "unit")}.`,
  }),
  SOMA4013: kind({
    severity: "error",
    title: "Output does not fit the loss",
    why: "A loss compares the output with the label of the same row, number by number.",
    message: (f: { loss: string; wanted: string; output: string; advice: string }) =>
      `\`${f.loss}\` compares ${f.wanted}, but the output is ${f.output}. ${f.advice}`.trim(),
  }),
  SOMA4014: kind({
    severity: "error",
    title: "Labels do not fit the loss",
    why: "Each loss is made for one kind of label.",
    message: (f: { loss: string; wanted: string; data: string; found: string; advice: string }) =>
      `\`${f.loss}\` needs ${f.wanted}, but \`${f.data}\` has ${f.found}. ${f.advice}`.trim(),
  }),
  SOMA4015: kind({
    severity: "warning",
    title: "Squashed twice",
    why: "This loss takes logits: it applies the squashing itself, exactly. Twice, and the gradients almost vanish.",
    message: (f: { loss: string; activation: string; already: string }) =>
      `\`${f.loss}\` takes logits and applies ${f.already} itself, but the output has gone through \`${f.activation}\` already. Remove \`${f.activation}\`.`,
  }),
  SOMA4017: kind({
    severity: "error",
    title: "Nothing to learn",
    why: "Training changes weights, and this network has none.",
    message: (f: { network: string }) =>
      `\`${f.network}\` has no weights that could learn. Add a layer such as \`dense\`.`,
  }),
  SOMA4018: kind({
    severity: "error",
    title: "Rule that does not fit",
    why: "Rosenblatt's rule moves the weights of one yes-or-no unit after each wrong answer; it follows no slope.",
    message: (f: { problem: string }) => f.problem,
  }),
  SOMA4020: kind({
    severity: "error",
    title: "Expectation that cannot be measured",
    why: "An expectation names something that a run measures.",
    message: (f: { name: string; suggestions: readonly string[]; known: readonly string[] }) =>
      `A run does not measure \`${f.name}\`.${f.suggestions.length > 0 ? didYouMean(f.suggestions) : ` It measures ${allOf(f.known)}.`}`,
  }),
  SOMA4021: kind({
    severity: "error",
    title: "Expectation without a comparison",
    why: "Only a comparison with a number can be met or missed.",
    message: (f: { found: string; wanted: string }) => `${f.found} must be ${f.wanted}.`,
  }),
  SOMA4022: kind({
    severity: "warning",
    title: "Expectation that is always or never met",
    why: "A claim that cannot fail, or cannot hold, says nothing.",
    message: (f: { metric: string; comparison: string; verdict: "always" | "never" }) =>
      `\`${f.metric}\` lies between 0 and 1, so \`${f.metric} ${f.comparison}\` ${f.verdict} holds.`,
  }),
  SOMA4023: kind({
    severity: "error",
    title: "Share of seeds",
    why: "`in 9/10 seeds` means: with at least 9 of the seeds 1 to 10.",
    message: (f: { passing: string; of: string }) =>
      `\`in ${f.passing}/${f.of} seeds\` is no share: write whole numbers, the first at least 1 and not larger than the second, the second at most 1000.`,
  }),
  SOMA4024: kind({
    severity: "error",
    title: "Experiment name taken",
    why: "Runs are kept and compared by the experiment's name.",
    message: (f: { name: string }) =>
      `Another experiment is already called \`${f.name}\`. Name this one: \`train other: ${f.name} on …\`.`,
  }),
  SOMA4025: kind({
    severity: "error",
    title: "Run too long",
    why: "A file from somebody else must not keep the machine busy for days.",
    message: (f: { name: string; wanted: string; limit: string }) =>
      `\`${f.name}\` is ${f.wanted}; the most in a workspace that is not trusted is ${f.limit}. Trust the workspace, or write less.`,
  }),
  SOMA4026: kind({
    severity: "error",
    title: "Too much memory",
    why: "What a run needs is reckoned before it starts, so that it never ends in the middle for want of memory.",
    message: (f: {
      total: string;
      limit: string;
      weights: string;
      batch: string;
      data: string;
      advice: string;
    }) =>
      `This run would need ${f.total}, and may use ${f.limit}: ${f.weights} for the weights, their gradients and the optimizer, ${f.batch} for the tensors of one batch, ${f.data} for the data. ${f.advice}`,
  }),
} as const;
