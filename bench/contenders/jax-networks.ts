/** The workloads' losses in jax-js. Every array is consumed by its first use: `ref` stands where it is used again. */
import { denseLayers, type Workload, weightOf } from "../workloads/workload.ts";

/** The part that is used of jax-js, whose types are not installed with ours. */
// biome-ignore lint/suspicious/noExplicitAny: its types are not installed with ours.
export type Jax = any;

export type Weights = Readonly<Record<string, Jax>>;

export interface JaxNetwork {
  /** Shape of a batch as the network takes it; of tokens, that of the ones in their places. */
  readonly input: readonly number[];
  readonly classes: number;
  readonly tokens: boolean;
  output(weights: Weights, x: Jax): Jax;
}

export function jaxNetwork(jax: Jax, workload: Workload): JaxNetwork {
  switch (workload.name) {
    case "W1":
    case "W2":
    case "W3":
      return dense(jax, workload);
    case "W4":
      return convolution(jax, workload);
    case "W5":
      return recurrent(jax, workload);
    case "W6":
      return transformer(jax, workload);
  }
}

function dense({ numpy: np, nn }: Jax, workload: Workload): JaxNetwork {
  const names = denseLayers(workload);
  const spiral = workload.name === "W1";
  return {
    input: [workload.batch, weightOf(workload, "w0").shape[0] ?? 0],
    classes: 10,
    tokens: false,
    output: (weights, x) =>
      names.reduce((h, [w, b], place) => {
        const sums = np.dot(h, weights[w]).add(weights[b]);
        if (spiral) return np.tanh(sums);
        return place === names.length - 1 ? sums : nn.relu(sums);
      }, x),
  };
}

function convolution({ numpy: np, nn, lax }: Jax, { batch }: Workload): JaxNetwork {
  const stage = (x: Jax, kernel: Jax, bias: Jax, filters: number): Jax => {
    const sums = lax.convGeneralDilated(x, kernel, [1, 1], "VALID").add(bias.reshape([filters, 1, 1]));
    return lax.reduceWindow(nn.relu(sums), np.max, [2, 2], [2, 2]);
  };
  return {
    input: [batch, 1, 28, 28],
    classes: 10,
    tokens: false,
    output: ({ k0, c0, k1, c1, w0, b0 }, x) => {
      const features = stage(stage(x, k0, c0, 8), k1, c1, 16);
      return np.dot(features.reshape([batch, 256]), w0).add(b0);
    },
  };
}

function recurrent({ numpy: np, nn }: Jax, { batch }: Workload): JaxNetwork {
  const [time, units] = [32, 64];
  return {
    input: [batch * time, 32],
    classes: 32,
    tokens: false,
    output: ({ wx, wh, b, wo, bo }, x) => {
      const sums = np
        .dot(x, wx)
        .add(b)
        .reshape([batch, time, 4 * units]);
      let h = np.zeros([batch, units]);
      let c = np.zeros([batch, units]);
      const states: Jax[] = [];
      for (let t = 0; t < time; t++) {
        const all = sums.ref.slice([], t).add(np.dot(h, wh.ref));
        const gate = (place: number): Jax => all.ref.slice([], [place * units, (place + 1) * units]);
        const written = nn.sigmoid(gate(0)).mul(np.tanh(gate(2)));
        c = nn.sigmoid(gate(1)).mul(c).add(written);
        h = nn.sigmoid(gate(3)).mul(np.tanh(c.ref));
        all.dispose();
        states.push(h.ref);
      }
      for (const used of [h, c, sums, wh]) used.dispose();
      return np.dot(np.stack(states, 1).reshape([batch * time, units]), wo).add(bo);
    },
  };
}

function transformer({ numpy: np, nn }: Jax, { batch }: Workload): JaxNetwork {
  const [time, width, heads] = [32, 64, 4];
  const each = width / heads;
  const later = Float32Array.from({ length: time * time }, (_, place) =>
    place % time > Math.floor(place / time) ? -1e9 : 0,
  );
  const norm = (x: Jax, scale: Jax, shift: Jax): Jax => {
    const mean = x.ref.mean(-1, { keepdims: true });
    const centred = x.sub(mean);
    const variance = centred.ref.mul(centred.ref).mean(-1, { keepdims: true });
    return centred
      .div(np.sqrt(variance.add(1e-5)))
      .mul(scale)
      .add(shift);
  };
  const split = (x: Jax): Jax =>
    x
      .reshape([batch, time, heads, each])
      .transpose([0, 2, 1, 3])
      .reshape([batch * heads, time, each]);
  const attend = (x: Jax, w: Weights): Jax => {
    const all = np.dot(norm(x, w.g1, w.h1), w.wqkv).add(w.bqkv);
    const [q, k, v] = [0, 1, 2].map((place) =>
      split(all.ref.slice([], [place * width, (place + 1) * width])),
    );
    all.dispose();
    const mask = np.array(later).reshape([1, time, time]);
    const scores = np
      .matmul(q, k.transpose([0, 2, 1]))
      .mul(0.25)
      .add(mask);
    const taken = np.matmul(nn.softmax(scores, -1), v).reshape([batch, heads, time, each]);
    return np.dot(taken.transpose([0, 2, 1, 3]).reshape([batch * time, width]), w.wo).add(w.bo);
  };
  return {
    input: [batch * time, width],
    classes: 64,
    tokens: true,
    output: (w, x) => {
      const looked = np.dot(x, w.te).reshape([batch, time, width]);
      const t = looked.add(w.pe).reshape([batch * time, width]);
      const a = t.ref.add(attend(t, w));
      const up = nn.relu(np.dot(norm(a.ref, w.g2, w.h2), w.wf).add(w.bf));
      const b = a.add(np.dot(up, w.wp).add(w.bp));
      return np.dot(norm(b, w.g3, w.h3), w.wl).add(w.bl);
    },
  };
}
