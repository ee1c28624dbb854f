/** Files that are missing, unreadable, huge, or no text; data files outside the workspace. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { assertNoBug, folderWith, soma } from "./soma.ts";

/** Windows has no named pipes in folders, and links only for administrators. */
const onWindows = process.platform === "win32";

const experiment = (source: string) => `data d = ${source}
network Net {
  input x: [2]
  output x -> dense(2)
}
train Net on d { loss: cross_entropy; optimizer: sgd(lr: 0.1); batch: 2; epochs: 1; seed: 1 }
`;

const table = "a,b,y\n1,2,u\n3,4,v\n5,6,u\n7,8,v\n9,0,u\n";

test("a source file that cannot be read is exit code 2 with the reason", (t) => {
  const cwd = folderWith(t, {
    "spiral.soma": "",
    "latin.soma": Uint8Array.from([0x2f, 0x2f, 0x20, 0xe9, 0x0a]),
    "utf16.soma": Uint8Array.from([0xff, 0xfe, 0x61, 0x00]),
    "image.soma": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00]),
    "big.soma": `${"// long\n".repeat(800_000)}`,
    "folder.soma/inner.txt": "",
  });
  const cases: readonly (readonly [string, RegExp])[] = [
    ["sprial.soma", /sprial\.soma does not exist\. Did you mean spiral\.soma\?/],
    ["nowhere/at/all.soma", /does not exist/],
    ["spiral.soma/x.soma", /does not exist/],
    ["latin.soma", /not UTF-8: byte 3 \(0xe9\)/],
    ["utf16.soma", /UTF-16, not UTF-8\. Save it as UTF-8/],
    ["image.soma", /not text: byte 8 is 0/],
    ["big.soma", /has 6\.1 MiB; at most 5\.0 MiB/],
    ["folder.soma", /is a folder/],
  ];
  for (const [file, pattern] of cases) {
    for (const command of ["check", "train", "inspect"]) {
      const outcome = soma([command, file], { cwd });
      assert.equal(outcome.code, 2, `${command} ${file}`);
      assert.match(outcome.err, pattern);
      assertNoBug(outcome);
    }
  }
  const json = soma(["check", "spiral.soma", "sprial.soma", "--format", "json"], { cwd });
  assert.equal(json.code, 2);
  assert.deepEqual(
    JSON.parse(json.out).files.map((file: { path: string }) => file.path),
    ["spiral.soma"],
  );
});

test("pipes, devices and links in a circle do not hang", { skip: onWindows }, (t) => {
  const cwd = folderWith(t, {});
  execFileSync("mkfifo", [path.join(cwd, "pipe.soma")]);
  symlinkSync("loop.soma", path.join(cwd, "loop.soma"));
  assert.match(soma(["check", "pipe.soma"], { cwd }).err, /not a regular file/);
  assert.match(soma(["check", "/dev/zero"], { cwd }).err, /not a regular file/);
  assert.match(soma(["check", "loop.soma"], { cwd }).err, /circle of links/);
});

test("a file without permission", { skip: onWindows || process.getuid?.() === 0 }, (t) => {
  const cwd = folderWith(t, { "secret.soma": "" });
  chmodSync(path.join(cwd, "secret.soma"), 0);
  assert.match(soma(["check", "secret.soma"], { cwd }).err, /may not be read/);
});

test("empty files and files of comments are fine", (t) => {
  const cwd = folderWith(t, {
    "empty.soma": "",
    "blank.soma": " \n\t\n",
    "comment.soma": "// hello\n",
    "bom.soma": "\ufeff",
  });
  for (const file of ["empty.soma", "blank.soma", "comment.soma", "bom.soma"]) {
    const outcome = soma(["check", file], { cwd });
    assert.equal(outcome.code, 0, outcome.out + outcome.err);
  }
  assert.match(soma(["train", "empty.soma"], { cwd }).err, /trains nothing/);
  assert.match(soma(["inspect", "empty.soma"], { cwd }).out, /has no network/);
});

test("data files come from inside the workspace only", { skip: onWindows }, (t) => {
  const outside = folderWith(t, { "table.csv": table });
  const cwd = folderWith(t, {
    "table.csv": table,
    "deep/table.csv": table,
    "deep/inside.soma": experiment('csv("../table.csv", label: y)'),
    "fine.soma": experiment('csv("deep/table.csv", label: y)'),
    "typo.soma": experiment('csv("tabel.csv", label: y)'),
    "up.soma": experiment('csv("../table.csv", label: y)'),
    "absolute.soma": experiment('csv("/etc/passwd", label: y)'),
    "address.soma": experiment('csv("https://example.org/table.csv", label: y)'),
    "drive.soma": experiment('csv("C:/table.csv", label: y)'),
    "folder.soma": experiment('csv("deep", label: y)'),
    "linked.soma": experiment('csv("link.csv", label: y)'),
    "linkedfolder.soma": experiment('csv("linkedfolder/table.csv", label: y)'),
    "linkinside.soma": experiment('csv("good.csv", label: y)'),
    "pipe.soma": experiment('csv("pipe.csv", label: y)'),
  });
  symlinkSync(path.join(outside, "table.csv"), path.join(cwd, "link.csv"));
  symlinkSync(outside, path.join(cwd, "linkedfolder"));
  symlinkSync("deep/table.csv", path.join(cwd, "good.csv"));
  execFileSync("mkfifo", [path.join(cwd, "pipe.csv")]);
  for (const file of ["fine.soma", "deep/inside.soma", "linkinside.soma"]) {
    const outcome = soma(["train", file], { cwd });
    assert.equal(outcome.code, 0, outcome.err);
  }
  const cases: readonly (readonly [string, RegExp])[] = [
    ["typo.soma", /"tabel\.csv" does not exist\. Did you mean table\.csv\?/],
    ["up.soma", /leads out of the workspace/],
    ["absolute.soma", /absolute path/],
    ["address.soma", /is an address; Soma reads files only/],
    ["drive.soma", /drive letter|is an address/],
    ["folder.soma", /is a folder/],
    ["linked.soma", /is a link that leads out of the workspace/],
    ["linkedfolder.soma", /is a link that leads out of the workspace/],
    ["pipe.soma", /not a regular file/],
  ];
  for (const [file, pattern] of cases) {
    const outcome = soma(["train", file], { cwd });
    assert.equal(outcome.code, 1, file);
    assert.match(outcome.err, pattern);
    assert.match(outcome.err, /SOMA5001/, file);
    assertNoBug(outcome);
  }
  // From another folder, the source's own folder is the workspace.
  const elsewhere = folderWith(t, {});
  assert.equal(soma(["train", path.join(cwd, "fine.soma")], { cwd: elsewhere }).code, 0);
  const escaped = soma(["train", path.join(cwd, "deep/inside.soma")], { cwd: elsewhere });
  assert.equal(escaped.code, 1);
  assert.match(escaped.err, /leads out of the workspace/);
  // A folder whose name only starts like the workspace's is outside.
  const evil = `${cwd}-evil`;
  t.after(() => rmSync(evil, { recursive: true }));
  mkdirSync(evil);
  writeFileSync(path.join(evil, "table.csv"), table);
  symlinkSync(evil, path.join(cwd, "evil"));
  writeFileSync(path.join(cwd, "evil.soma"), experiment('csv("evil/table.csv", label: y)'));
  assert.match(soma(["train", "evil.soma"], { cwd }).err, /is a link that leads out of the workspace/);
});

test("a bad table is said at the source with its row", (t) => {
  const cwd = folderWith(t, {
    "ragged.csv": "a,b,y\n1,2,u\n3,4\n5,6,v\n",
    "ragged.soma": experiment('csv("ragged.csv", label: y)'),
    "gaps.csv": "a,b,y\n1,2,u\n3,NaN,v\n5,,u\n7,8,v\n",
    "gaps.soma": experiment('csv("gaps.csv", label: y)'),
    "dropped.soma": experiment('csv("gaps.csv", label: y) { missing: drop }'),
    "huge.csv": "a,b,y\n1,2,u\n3,1e400,v\n5,6,u\n",
    "huge.soma": experiment('csv("huge.csv", label: y)'),
    "label.soma": experiment('csv("gaps.csv", label: Y)'),
    "empty.csv": "",
    "empty.soma": experiment('csv("empty.csv", label: y)'),
    "binary.csv": Uint8Array.from([1, 2, 0, 3]),
    "binary.soma": experiment('csv("binary.csv", label: y)'),
    "classes.csv": "a,b,y\n1,2,u\n3,4,v\n5,6,w\n7,8,u\n",
    "classes.soma": experiment('csv("classes.csv", label: y)'),
  });
  const cases: readonly (readonly [string, RegExp])[] = [
    ["ragged.soma", /Row 3 has 2 cells, the header has 3/],
    [
      "gaps.soma",
      /gaps\.soma:1:6 error SOMA5001 Net cannot be trained\. 2 of 4 rows lack an input\. Write `missing: drop`/,
    ],
    ["huge.soma", /Column b holds a number that is infinite or too large in row 3/],
    ["label.soma", /no column Y\. .* Did you mean y\?/],
    ["empty.soma", /The file is empty/],
    ["binary.soma", /not text: byte 2 is 0/],
    ["classes.soma", /3 classes|3/],
  ];
  for (const [file, pattern] of cases) {
    const outcome = soma(["train", file], { cwd });
    assert.equal(outcome.code, 1, `${file}\n${outcome.out}${outcome.err}`);
    assert.match(outcome.err, pattern);
    assertNoBug(outcome);
  }
  const dropped = soma(["train", "dropped.soma"], { cwd });
  assert.equal(dropped.code, 0, dropped.err);
  assert.match(dropped.err, /2 of 4 rows lack a value and were dropped/);
});
