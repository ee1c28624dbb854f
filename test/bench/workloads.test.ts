/** The workloads' numbers are those that the expected losses were computed with, to the bit. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { workload, workloadNames } from "../../bench/workloads/index.ts";
import type { Numbers, WorkloadName } from "../../bench/workloads/workload.ts";

/** SHA-256 of all arrays in the recipe's order, little-endian float32: weights, inputs, targets. */
const digests: Readonly<Record<WorkloadName, string>> = {
  W1: "d8001321eae82e729ce2897f70ddf782f5b0b3f5a5fb0a8827c2e5368694f4b1",
  W2: "75fec2f5c58d6b67b6b35e46879ec5e764baaf253d5388c9d8e42d22d0110f70",
  W3: "0f5d991cd7261acd9d2bdb0630716d27bcffd1723e0486014df4a108ac265396",
  W4: "8413ce412d8e898271046c4a314b7f9a118ac1102bdd05d94bb5e11fe0048c03",
  W5: "ef875c54b4419414e28480bf33c2b2d733b2474f7af6d467d01f91f5ea2b598a",
  W6: "220b8c07d51b77bd4c70388124855d9b9d95b9fe5142b439e791e698522f0b93",
};

const elements = ({ shape }: Numbers): number => shape.reduce((product, size) => product * size, 1);

for (const name of workloadNames) {
  const { weights, inputs, targets, batches, batch } = workload(name);

  test(`${name} is made of the numbers of its recipe`, () => {
    const hash = createHash("sha256");
    for (const { values } of [...Object.values(weights), inputs, targets]) hash.update(values);
    assert.equal(hash.digest("hex"), digests[name]);
  });

  test(`${name} has as many numbers as its shapes say, in as many batches`, () => {
    for (const numbers of [...Object.values(weights), inputs, targets])
      assert.equal(numbers.values.length, elements(numbers));
    assert.deepEqual(inputs.shape.slice(0, 2), [batches, batch]);
    assert.deepEqual(targets.shape.slice(0, 2), [batches, batch]);
  });
}
