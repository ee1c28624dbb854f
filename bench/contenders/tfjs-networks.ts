/** The workloads' losses in TensorFlow.js, core API: the fastest way it has to train these networks. */
import { batchOf, denseLayers, type Numbers, type Workload, weightOf } from "../workloads/workload.ts";

/** The part that is used of TensorFlow.js, whose types are not installed with ours. */
// biome-ignore lint/suspicious/noExplicitAny: its types are not installed with ours.
export type Tensors = any;

/** One function a batch that gives the loss. Makes the variables it trains. */
export function tfjsLosses(tf: Tensors, workload: Workload): readonly (() => Tensors)[] {
  const network = networkOf(tf, workload);
  return Array.from({ length: workload.batches }, (_, index) => {
    const x = network.input(batchOf(workload.inputs, index));
    const targets = batchOf(workload.targets, index);
    if (workload.training === "half squared error, SGD") {
      const y = tf.tensor(targets.values, targets.shape);
      return () => network.output(x).sub(y).square().mean().mul(0.5);
    }
    const y = oneHot(tf, targets, network.classes);
    return () => tf.losses.softmaxCrossEntropy(y, network.output(x));
  });
}

interface Network {
  readonly classes: number;
  input(batch: Numbers): Tensors;
  /** [rows, classes] */
  output(x: Tensors): Tensors;
}

function networkOf(tf: Tensors, workload: Workload): Network {
  switch (workload.name) {
    case "W1":
    case "W2":
    case "W3":
      return dense(tf, workload);
    case "W4":
      return convolution(tf, workload);
    case "W5":
      return recurrent(tf, workload);
    case "W6":
      return transformer(tf, workload);
  }
}

const oneHot = (tf: Tensors, { values }: Numbers, classes: number): Tensors =>
  tf.tidy(() => tf.oneHot(tf.tensor(values, [values.length], "int32"), classes).toFloat());

const asIs =
  (tf: Tensors) =>
  ({ shape, values }: Numbers): Tensors =>
    tf.tensor(values, shape);

/** A variable of the weight with that name, as it is. */
const variables =
  (tf: Tensors, workload: Workload) =>
  (name: string): Tensors => {
    const { shape, values } = weightOf(workload, name);
    return tf.variable(tf.tensor(values, shape));
  };

function dense(tf: Tensors, workload: Workload): Network {
  const weight = variables(tf, workload);
  const layers = denseLayers(workload).map(([w, b]) => ({ w: weight(w), b: weight(b) }));
  const spiral = workload.name === "W1";
  return {
    classes: 10,
    input: asIs(tf),
    output: (x) =>
      layers.reduce((h, { w, b }, place) => {
        if (spiral) return h.matMul(w).add(b).tanh();
        const activation = place === layers.length - 1 ? "linear" : "relu";
        return tf.fused.matMul({ a: h, b: w, bias: b, activation });
      }, x),
  };
}

/** TensorFlow.js has channels last: images, filters and the rows of the dense layer are put in that order. */
function convolution(tf: Tensors, workload: Workload): Network {
  const weight = variables(tf, workload);
  const filters = (name: string): Tensors => {
    const { shape, values } = weightOf(workload, name);
    return tf.variable(tf.tidy(() => tf.tensor(values, shape).transpose([2, 3, 1, 0])));
  };
  const [k0, c0, k1, c1, b0] = [filters("k0"), weight("c0"), filters("k1"), weight("c1"), weight("b0")];
  const { values: rows } = weightOf(workload, "w0");
  const w0 = tf.variable(
    tf.tidy(() => tf.tensor(rows, [16, 4, 4, 10]).transpose([1, 2, 0, 3]).reshape([256, 10])),
  );
  const stage = (x: Tensors, kernel: Tensors, bias: Tensors): Tensors =>
    x.conv2d(kernel, 1, "valid").add(bias).relu().maxPool(2, 2, "valid");
  return {
    classes: 10,
    input: ({ shape, values }) => tf.tidy(() => tf.tensor(values, shape).transpose([0, 2, 3, 1])),
    output: (x) =>
      stage(stage(x, k0, c0), k1, c1)
        .reshape([workload.batch, 256])
        .matMul(w0)
        .add(b0),
  };
}

function recurrent(tf: Tensors, workload: Workload): Network {
  const weight = variables(tf, workload);
  const [wx, wh, b, wo, bo] = ["wx", "wh", "b", "wo", "bo"].map(weight);
  const [batch, time, units] = [workload.batch, 32, 64];
  const start = tf.zeros([batch, units]);
  return {
    classes: 32,
    input: ({ values }) => tf.tensor(values, [batch * time, 32]),
    output: (x) => {
      const sums = x
        .matMul(wx)
        .add(b)
        .reshape([batch, time, 4 * units]);
      let [h, c] = [start, start];
      const states = tf.unstack(sums, 1).map((own: Tensors) => {
        const [i, f, g, o] = tf.split(own.add(h.matMul(wh)), 4, 1);
        c = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
        h = o.sigmoid().mul(c.tanh());
        return h;
      });
      return tf
        .stack(states, 1)
        .reshape([batch * time, units])
        .matMul(wo)
        .add(bo);
    },
  };
}

function transformer(tf: Tensors, workload: Workload): Network {
  const names = Object.keys(workload.weights);
  const w = Object.fromEntries(names.map((name) => [name, variables(tf, workload)(name)]));
  const [batch, time, width, heads] = [workload.batch, 32, 64, 4];
  const each = width / heads;
  const later = Float32Array.from({ length: time * time }, (_, place) =>
    place % time > Math.floor(place / time) ? -1e9 : 0,
  );
  const mask = tf.tensor(later, [1, time, time]);
  const norm = (x: Tensors, scale: Tensors, shift: Tensors): Tensors => {
    const centred = x.sub(x.mean(1, true));
    const variance = centred.square().mean(1, true);
    return centred.mul(variance.add(1e-5).rsqrt()).mul(scale).add(shift);
  };
  const split = (x: Tensors): Tensors =>
    x
      .reshape([batch, time, heads, each])
      .transpose([0, 2, 1, 3])
      .reshape([batch * heads, time, each]);
  const attend = (x: Tensors): Tensors => {
    const [q, k, v] = tf.split(norm(x, w.g1, w.h1).matMul(w.wqkv).add(w.bqkv), 3, 1).map(split);
    const shares = tf.softmax(tf.matMul(q, k, false, true).mul(0.25).add(mask));
    return tf
      .matMul(shares, v)
      .reshape([batch, heads, time, each])
      .transpose([0, 2, 1, 3])
      .reshape([batch * time, width])
      .matMul(w.wo)
      .add(w.bo);
  };
  return {
    classes: 64,
    // A product with ones in the tokens' places: its gradient is a product too, faster than `gather` here.
    input: (tokens) => oneHot(tf, tokens, 64),
    output: (x) => {
      const t = x
        .matMul(w.te)
        .reshape([batch, time, width])
        .add(w.pe)
        .reshape([batch * time, width]);
      const a = t.add(attend(t));
      const b = a.add(norm(a, w.g2, w.h2).matMul(w.wf).add(w.bf).relu().matMul(w.wp).add(w.bp));
      return norm(b, w.g3, w.h3).matMul(w.wl).add(w.bl);
    },
  };
}
