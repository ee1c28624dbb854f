/** MNIST's file format, plain and gzipped, honest and lying. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { type DataProblem, isProblem, type Rows } from "../../data/define.ts";
import { readIdx } from "../../data/idx.ts";
import { findDataSource } from "../../data/index.ts";

function idxFile(sizes: readonly number[], values: readonly number[], type = 8): Uint8Array {
  const header = [
    0,
    0,
    type,
    sizes.length,
    ...sizes.flatMap((n) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]),
  ];
  return Uint8Array.from([...header, ...values]);
}

const images = idxFile([3, 2, 2], [0, 51, 102, 153, 204, 255, 0, 0, 1, 2, 3, 4]);
const labels = idxFile([3], [2, 0, 2]);

function read(first: Uint8Array, second: Uint8Array): Rows | DataProblem {
  const source = findDataSource("idx")!;
  const attributes = { images: "images", labels: "labels" };
  const files = (path: string) => (path === "images" ? first : second);
  const rows = source.make(attributes, { seed: 1, files });
  const described = source.describe(attributes, files);
  assert.deepEqual(described, isProblem(rows) ? rows : rows.description);
  return rows;
}

test("images become [1, height, width] from 0 to 1", () => {
  for (const [first, second] of [
    [images, labels],
    [gzipSync(images), gzipSync(labels)],
  ] as const) {
    const rows = read(first, second);
    assert.ok(!isProblem(rows));
    assert.deepEqual(rows.description, {
      input: [1, 2, 2],
      label: { kind: "classes", names: ["0", "1", "2"] },
      rows: 3,
    });
    assert.deepEqual([...rows.inputs.subarray(0, 6)], [0, 0.2, 0.4, 0.6, 0.8, 1].map(Math.fround));
    assert.deepEqual([...rows.labels], [2, 0, 2]);
    assert.match(rows.notes[0]!.message, /No row has the label 1/);
  }
});

test("other numbers of axes", () => {
  const flat = read(idxFile([2, 3], [1, 2, 3, 4, 5, 6]), idxFile([2], [0, 1]));
  assert.ok(!isProblem(flat));
  assert.deepEqual(flat.description.input, [3]);
  const colour = read(idxFile([1, 3, 1, 1], [1, 2, 3]), idxFile([1], [0]));
  assert.ok(!isProblem(colour));
  assert.deepEqual(colour.description.input, [3, 1, 1]);
});

test("headers that lie or mean something else are refused in words", () => {
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [new Uint8Array(0), /empty/],
    [Uint8Array.from([1, 2, 3, 4, 5]), /does not start like an IDX file/],
    [idxFile([1], [1], 13), /type 0x0d; only unsigned bytes/],
    [Uint8Array.from([0, 0, 8, 9]), /9 axes/],
    [Uint8Array.from([0, 0, 8, 3, 0, 0]), /ends inside its header/],
    [idxFile([0, 2], []), /axis of size 0/],
    [idxFile([3, 2], [1, 2, 3]), /promises 3 × 2 = 6 numbers, the file has only 3/],
    [idxFile([2], [1, 2, 3]), /promises 2 = 2 numbers, the file has 3/],
    [idxFile([0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], []), /at most 268435456/],
    [gzipSync(idxFile([0xffffffff, 0xffffffff], new Array(64).fill(0))), /at most 268435456/],
    [gzipSync(idxFile([4], [1, 2, 3])), /promises 4 = 4 numbers, the file has only 3/],
    [gzipSync(idxFile([2, 2], new Array(5_000_000).fill(0))), /goes on after them/],
    [gzipSync(images).subarray(0, 25), /breaks after|has only/],
    [Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), /breaks after|does not start/],
  ];
  for (const [bytes, pattern] of cases) {
    const found = readIdx(bytes);
    assert.ok("problem" in found, String(pattern));
    assert.match(found.problem, pattern);
  }
});

test("a gzip bomb is unpacked no further than its header's promise", () => {
  const bomb = gzipSync(Buffer.concat([idxFile([4], []), Buffer.alloc(200_000_000)]));
  const before = process.memoryUsage().arrayBuffers;
  const found = readIdx(bomb);
  assert.ok("problem" in found && /goes on after them/.test(found.problem));
  assert.ok(process.memoryUsage().arrayBuffers - before < 100_000_000);
});

test("images and labels must belong together", () => {
  const swapped = read(labels, images);
  assert.ok(isProblem(swapped) && /swapped/.test(swapped.advice));
  const fewer = read(images, idxFile([2], [0, 1]));
  assert.ok(isProblem(fewer) && /3 images but 2 labels/.test(fewer.problem));
  assert.equal(fewer.attribute, "labels");
  const wide = read(images, images);
  assert.ok(isProblem(wide) && /labels file has the sizes \[3, 2, 2\]/.test(wide.problem));
  const one = read(images, idxFile([3], [0, 0, 0]));
  assert.ok(!isProblem(one) && /Every row has the label 0/.test(one.notes[0]!.message));
});
