/** The command line reads what a file imports: from beside it and from what Soma brings along, nothing else; and trains with it. */
import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { assertNoBug, folderWith, soma } from "./soma.ts";

const main = (from: string) =>
  `import Block from "${from}"\nnetwork A {\n  input x: [2]\n  output x -> Block(3): [4]\n}\n`;

const block = "block Block(n) {\n  input x: [k]\n  output x -> dense(n)\n}\n";

test("what is wrong leads into the other file, by its own name", (context) => {
  const cwd = folderWith(context, { "main.soma": main("./parts/block.soma") });
  mkdirSync(path.join(cwd, "parts"));
  writeFileSync(path.join(cwd, "parts/block.soma"), block);
  const outcome = soma(["check", "main.soma"], { cwd });
  assertNoBug(outcome);
  assert.match(outcome.out, /main\.soma:4:\d+ error SOMA3010 The output is stated as \[4\], but is \[3\]/);
  assert.match(
    outcome.out,
    /parts\/block\.soma:3:21 features is 3, `units` of `dense\(n\)`\n {2}3 \| {3}output x/,
  );
  const [file] = JSON.parse(soma(["check", "main.soma", "--format", "json"], { cwd }).out).files;
  const paths = file.diagnostics[0].related.map((related: { path: string }) => related.path);
  assert.deepEqual(new Set(paths), new Set(["main.soma", "parts/block.soma"]));
});

test("nothing outside the workspace is read, nor a folder, nor the file itself through a link", (context) => {
  const outside = folderWith(context, { "block.soma": block });
  const cwd = folderWith(context, { "main.soma": main("./own.soma") });
  symlinkSync(path.join(outside, "block.soma"), path.join(cwd, "link.soma"));
  symlinkSync(path.join(cwd, "main.soma"), path.join(cwd, "own.soma"));
  mkdirSync(path.join(cwd, "folder.soma"));
  const says = (from: string): string => {
    writeFileSync(path.join(cwd, "main.soma"), main(from));
    const outcome = soma(["check", "main.soma"], { cwd });
    assertNoBug(outcome);
    return outcome.out;
  };
  assert.match(says("./link.soma"), /SOMA2030 "\.\/link\.soma" is a link that leads out of the workspace/);
  assert.match(says(`../${path.basename(outside)}/block.soma`), /SOMA2030 .* leads out of the workspace/);
  assert.match(says("./folder.soma"), /SOMA2030 "\.\/folder\.soma" is a folder/);
  assert.match(says("./gone.soma"), /SOMA2030 "\.\/gone\.soma" does not exist/);
  assert.match(says("https://example.org/b.soma"), /SOMA2030 .* Soma reads no addresses/);
  assert.match(says("./own.soma"), /SOMA2005 .*`main\.soma` → `main\.soma`/);
});

/** A stage of every block that Soma brings along, on 2 numbers made into what it takes. */
const stages: Readonly<Record<string, readonly [file: string, imported: string, stages: string]>> = {
  residual: ["residual", "Residual", "dense(36) -> reshape([4, 3, 3]) -> Residual(4)"],
  down: ["residual", "ResidualDown", "dense(32) -> reshape([2, 4, 4]) -> ResidualDown(4)"],
  rows: ["residual", "ResidualDense", "dense(6) -> ResidualDense(6)"],
  bottleneck: ["bottleneck", "Bottleneck", "dense(36) -> reshape([4, 3, 3]) -> Bottleneck(4, reduce: 2)"],
  inception: ["inception", "Inception", "dense(32) -> reshape([2, 4, 4]) -> Inception(1, 2, 2, 1, 1, 1)"],
  unet: ["unet", "UNet", "dense(64) -> reshape([1, 8, 8]) -> UNet(2, 3)"],
  autoencoder: ["autoencoder", "Autoencoder", "dense(6) -> Autoencoder(6, 2)"],
  sparse: ["sparse-autoencoder", "SparseAutoencoder", "dense(6) -> SparseAutoencoder(6, 12)"],
  mlp: ["mlp", "Mlp", "Mlp(4, 3, activation: tanh)"],
  transformer: ["transformer", "TransformerBlock", "dense(12) -> reshape([3, 4]) -> TransformerBlock(2, 4)"],
};

for (const [name, [file, imported, written]] of Object.entries(stages)) {
  test(`${imported} of std/${file} learns (${name})`, (context) => {
    const source = [
      `import ${imported} from "std/${file}"`,
      "data rings = circle(points: 40)",
      `network A {\n  input x: [2]\n  output x -> ${written} -> flatten -> dense(1)\n}`,
      "train A on rings { loss: binary_cross_entropy; batch: 8; steps: 4; seed: 1 }",
    ];
    const cwd = folderWith(context, { "main.soma": `${source.join("\n")}\n` });
    const outcome = soma(["train", "main.soma"], { cwd });
    assertNoBug(outcome);
    assert.equal(outcome.code, 0, `${outcome.out}\n${outcome.err}`);
  });
}
