/** Messages are checked at arrival: good ones come through unchanged, all others are dropped with a reason, and nothing throws. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type FromEngine,
  readFromEngine,
  readToEngine,
  type ToEngine,
} from "../../protocol/engine-worker.ts";
import { isExperimentReply, isRunSummaryNotice } from "../../protocol/language-server.ts";
import { type FromPanel, readFromPanel, readToPanel, type ToPanel } from "../../protocol/panel.ts";
import { spiral } from "./experiments.ts";

const place = { uri: "file:///a.soma", name: "Spiral" };
const floats = Float32Array.of(1, Number.NaN, Number.NEGATIVE_INFINITY);
const watch = { surface: true, health: false, example: 0, activations: ["x"], weights: [] };
const plane = { size: 1, left: 0, right: 1, bottom: 0, top: 1, values: floats, width: 3 };
const statistics = { rows: 1, mean: 0, smallest: 0, largest: 0, positive: 0, histogram: floats };
const layer = {
  step: "h1",
  units: 8,
  rows: 10,
  mean: Number.NaN,
  meanMagnitude: 1,
  deviation: 1,
  smallest: 0,
  largest: 1,
  neverPositive: 0,
  notFinite: 3,
  histogram: [1],
};

const activity = {
  step: 5,
  rows: 10,
  layers: [{ step: "h1", activation: "relu", neurons: 8, silent: 2, flat: 0, isOutput: false }],
} as const;

const toEngine: readonly ToEngine[] = [
  { type: "open", run: 1, experiment: spiral, files: { "a.csv": new Uint8Array(2) } },
  {
    type: "open",
    run: 1,
    experiment: spiral,
    files: { "a.csv": { problem: "There is none.", advice: "Make one." } },
    resume: { step: 3, tensors: { w: floats } },
  },
  { type: "train", run: 1, pace: "full" },
  { type: "train", run: 1, pace: "visible", steps: 1 },
  { type: "pause", run: 1 },
  { type: "acknowledge", run: 1, message: 7 },
  { type: "watch", run: 1, watch },
  { type: "inspect", run: 1, request: 1, tensor: "h1", unit: 3 },
  { type: "save", run: 1, request: 2 },
  { type: "judge", run: 1, request: 4 },
  { type: "ping", request: 3 },
];

const progress = {
  type: "progress",
  run: 1,
  message: 1,
  state: "training",
  step: 5,
  stepsPerSecond: 1e6,
  losses: floats,
  firstStep: 0,
  stride: 1,
} as const;

const fromEngine: readonly FromEngine[] = [
  { type: "ready" },
  {
    type: "opened",
    run: 1,
    summary: {
      step: 0,
      totalSteps: 10,
      stepsPerEpoch: 5,
      parameters: 105,
      rows: 10,
      trainRows: 8,
      reading: { kind: "binary", names: ["no", "yes"], threshold: 0, logits: true },
      points: { positions: floats, labels: floats, trainCount: 2, stride: 1 },
      normalization: { shift: floats, scale: floats },
      notes: [{ severity: "warning", message: "3 rows were dropped." }],
    },
  },
  progress,
  {
    ...progress,
    evaluation: { step: 5, train: { loss: Number.NaN }, test: { loss: 1, accuracy: 0.5 } },
    surface: plane,
    glimpse: { step: 5, example: 0, label: floats, activations: { x: floats }, weights: { w: floats } },
    health: [layer],
    activity,
    predictions: {
      step: 5,
      rows: 10,
      of: 20,
      isTest: true,
      confusion: floats,
      samples: [{ row: 3, label: 1, answer: Number.NaN, share: 0.5 }],
    },
  },
  { type: "diverged", run: 1, step: 6, rate: 100, lastFiniteStep: 5 },
  { type: "failed", run: 1, problem: "The file is empty.", advice: "Put rows into it." },
  {
    type: "inspected",
    run: 1,
    request: 1,
    report: {
      step: 5,
      tensor: "h1",
      unit: 3,
      example: 0,
      activation: 0.5,
      sum: { input: "x", inputs: floats, weights: floats, bias: 0, total: 1 },
      filter: { shape: [1, 3, 3], values: floats, bias: 0 },
      response: plane,
      overData: statistics,
    },
  },
  { type: "saved", run: 1, request: 2, saved: { step: 5, tensors: { w: floats } } },
  {
    type: "judged",
    run: 1,
    request: 4,
    judgements: [{ claim: "accuracy >= 0.95", measured: Number.NaN, holds: false }],
  },
  { type: "pong", request: 3 },
  { type: "dropped", reason: "its type is not known" },
];

const toPanel: readonly ToPanel[] = [
  { type: "engine", source: "postMessage('ready')" },
  { type: "open", place, experiment: spiral, files: {}, train: true },
  { type: "broken", place, problem: "The text has an error.", advice: "Mend it." },
  { type: "edited", edited: true },
  { type: "command", command: "reset" },
];

const fromPanel: readonly FromPanel[] = [
  { type: "ready" },
  { type: "reopen", place, train: false },
  {
    type: "status",
    place,
    network: "Spiral",
    state: "failed",
    step: 0,
    totalSteps: 10,
    trainLoss: Number.NaN,
    layers: [layer],
    activity,
    diverged: { step: 6, rate: 100, lastFiniteStep: 5 },
  },
  { type: "reveal", place, span: { start: 1, end: 2 } },
  { type: "log", level: "error", message: "The worker died." },
];

const unions = [
  ["to the engine", readToEngine, toEngine],
  ["from the engine", readFromEngine, fromEngine],
  ["to the panel", readToPanel, toPanel],
  ["from the panel", readFromPanel, fromPanel],
] as const;

for (const [name, read, messages] of unions) {
  test(`good messages ${name} come through as they are`, () => {
    assert(messages.length >= 5, "messages were read");
    for (const message of messages)
      assert.deepEqual(read(structuredClone(message)), {
        kind: "message",
        message: structuredClone(message),
      });
  });

  test(`messages ${name} without a field, or with a wrong one, are dropped`, () => {
    let spoilt = 0;
    for (const message of messages)
      for (const field of Object.keys(message).filter((key) => key !== "type"))
        for (const value of [Symbol("odd"), () => 0, new Date(0)]) {
          const { kind } = read({ ...message, [field]: value });
          assert.equal(kind, "dropped", `${message.type}.${field} = ${String(value)}`);
          spoilt++;
        }
    assert(spoilt > 10, "messages were spoilt");
  });

  test(`what is no message ${name} is dropped with a reason`, () => {
    const hostile: readonly unknown[] = [
      undefined,
      null,
      0,
      "train",
      [],
      [{ type: "ready" }],
      {},
      new Float32Array(3),
      { type: 1 },
      { type: "" },
      { type: "constructor" },
      { type: "__proto__" },
      { type: "toString" },
      { type: "x".repeat(1 << 20) },
      Object.create(null),
    ];
    for (const value of hostile) {
      const arrival = read(value);
      assert.equal(arrival.kind, "dropped");
      assert(arrival.kind === "dropped" && arrival.reason.length < 100);
    }
  });
}

test("numbers that JSON turned into null, and huge text, are dropped", () => {
  const asJson: unknown = JSON.parse(JSON.stringify(progress));
  assert.equal(readFromEngine(asJson).kind, "dropped");
  const huge = { type: "log", level: "error", message: "x".repeat((1 << 24) + 1) };
  assert.equal(readFromPanel(huge).kind, "dropped");
});

test("an experiment with a wrong inside is dropped", () => {
  const [step] = spiral.network.steps;
  const spoilt = [
    { ...spiral, network: { ...spiral.network, steps: [{ ...step, shape: [-1] }] } },
    { ...spiral, network: { ...spiral.network, steps: [{ ...step, shape: [1.5] }] } },
    { ...spiral, network: { ...spiral.network, weights: undefined } },
    { ...spiral, training: { ...spiral.training, seed: -1 } },
    { ...spiral, data: { ...spiral.data, settings: { ...spiral.data.settings, missing: "guess" } } },
  ];
  for (const experiment of spoilt)
    assert.equal(readToEngine({ type: "open", run: 1, experiment, files: {} }).kind, "dropped");
});

test("the language server's answers are told apart from anything else", () => {
  assert(isExperimentReply({ experiment: spiral, files: ["a.csv"] }));
  assert(isExperimentReply({ problem: "There is no experiment.", advice: "Write one." }));
  assert(!isExperimentReply({ problem: 3, advice: "" }));
  assert(!isExperimentReply({ experiment: spiral, files: [3] }));
  const notice = {
    uri: "file:///a.soma",
    network: "Spiral",
    experiment: "Spiral",
    step: 5,
    fingerprint: "0123456789abcdef",
    activity,
  };
  assert(isRunSummaryNotice({ ...notice, layers: [{ ...layer, mean: 0 }] }));
  assert(!isRunSummaryNotice({ ...notice, layers: [layer] }), "JSON has no NaN");
});
