/** Tables from text files: what is read, what is noted, and what is refused in which words. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { limits } from "../../data/csv/limits.ts";
import { readTable } from "../../data/csv/table.ts";
import { type DataDescription, type DataProblem, isProblem, type Rows } from "../../data/define.ts";
import { findDataSource } from "../../data/index.ts";

const defaults = { file: "table.csv", label: "y", shape: [], task: "auto", header: true, ignore: "" };
const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(content: string | Uint8Array, attributes: object = {}): Rows | DataProblem {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  const source = findDataSource("csv")!;
  return source.make({ ...defaults, ...attributes }, { seed: 1, files: () => bytes });
}

function rowsOf(content: string | Uint8Array, attributes: object = {}): Rows {
  const rows = read(content, attributes);
  if (isProblem(rows)) assert.fail(`${rows.problem} ${rows.advice}`);
  return rows;
}

function problemOf(content: string | Uint8Array, attributes: object = {}): DataProblem {
  const rows = read(content, attributes);
  if (!isProblem(rows)) assert.fail("the table was accepted");
  return rows;
}

const classNames = ({ label }: DataDescription) => (label.kind === "classes" ? label.names : label.kind);
const notesOf = (rows: Rows) => rows.notes.map(({ message }) => message).join("\n");

test("numbers become inputs, the label becomes classes in sorted order", () => {
  const rows = rowsOf("a,b,y\n1,2,zebra\n3,4.5e1,ant\n-5,.6,zebra\n");
  assert.deepEqual(rows.description, {
    input: [2],
    label: { kind: "classes", names: ["ant", "zebra"] },
    rows: 3,
    columns: ["a", "b"],
  });
  assert.deepEqual([...rows.inputs], [1, 2, 3, 45, -5, Math.fround(0.6)]);
  assert.deepEqual([...rows.labels], [1, 0, 1]);
  assert.match(notesOf(rows), /separated by commas/);
  assert.match(notesOf(rows), /y is read as 2 classes, its cells are text: ant \(1\), zebra \(2\)/);
});

test("line ends, byte order mark, blank lines, quotes and separators do not change the table", () => {
  const plain = rowsOf("a,b,y\n1,2,u\n3,4,v\n");
  const same = [
    "a,b,y\r\n1,2,u\r\n3,4,v",
    "a,b,y\r1,2,u\r3,4,v\r",
    "a,b,y\r\n1,2,u\n3,4,v\r\n",
    "\ufeffa,b,y\n1,2,u\n3,4,v\n",
    "\n\na,b,y\n1,2,u\n\n3,4,v\n\n",
    '"a","b","y"\n"1","2","u"\n"3","4","v"\n',
    "a;b;y\n1;2;u\n3;4;v\n",
    "a\tb\ty\n1\t2\tu\n3\t4\tv\n",
    "a|b|y\n1|2|u\n3|4|v\n",
    " a , b , y \n 1 , 2 , u \n 3 , 4 , v \n",
    "a,b,y,\n1,2,u,\n3,4,v,\n",
    "a,b,y\n1,2,u,\n3,4,v,,\n",
  ];
  for (const text of same) {
    const rows = rowsOf(text);
    assert.deepEqual(rows.description, plain.description, JSON.stringify(text));
    assert.deepEqual(rows.inputs, plain.inputs, JSON.stringify(text));
    assert.deepEqual(rows.labels, plain.labels, JSON.stringify(text));
  }
  assert.match(notesOf(rowsOf("a;b;y\n1;2;u\n3;4;v\n")), /semicolons/);
  assert.match(notesOf(rowsOf("a,y\n1,u\n\n2,v\n")), /1 blank line was skipped/);
});

test("quoted cells may hold separators, line ends and doubled quotes", () => {
  const rows = rowsOf('a,y\n1,"x, ""y""\nz"\n2,plain\n');
  assert.deepEqual(classNames(rows.description), ["plain", 'x, "y"\nz']);
});

test("the same bytes are parsed once for one set of attributes", () => {
  const bytes = bytesOf("a,y\n1,u\n2,v\n");
  assert.equal(read(bytes), read(bytes));
  assert.notEqual(read(bytes), read(bytes, { task: "classification" }));
});

test("whole numbers with few values are classes in the order of numbers, others are values", () => {
  const column = (values: readonly (number | string)[]) =>
    `a,y\n${values.map((v, i) => `${i},${v}`).join("\n")}\n`;
  assert.deepEqual(classNames(rowsOf(column([10, 9, 2, 10, 9, 2])).description), ["2", "9", "10"]);
  assert.deepEqual(classNames(rowsOf(column(["1.0", "-1", "01", "-1.0"])).description), ["-1", "1"]);
  assert.equal(classNames(rowsOf(column([1, 2, 3, 4])).description), "values");
  assert.equal(classNames(rowsOf(column([0.5, 1, 0.5, 1])).description), "values");
  assert.deepEqual(rowsOf(column([0.5, 1, 0.5, 1])).description.label, { kind: "values", shape: [1] });
  assert.deepEqual(classNames(rowsOf(column([0.5, 1, 0.5]), { task: "classification" }).description), [
    "0.5",
    "1",
  ]);
  assert.equal(classNames(rowsOf(column([0, 1, 0, 1]), { task: "regression" }).description), "values");
  assert.match(problemOf(column(["u", "v"]), { task: "regression" }).problem, /rows 2 and 3 hold text/);
});

test("labels of one class, or that differ only in case, are warned about", () => {
  assert.match(notesOf(rowsOf("a,y\n1,u\n2,u\n")), /Every row has the label u/);
  assert.match(notesOf(rowsOf("a,y\n1,cat\n2,Cat\n")), /The classes Cat and cat differ only/);
});

test("a text column becomes one input for each word, and says so", () => {
  const rows = rowsOf("sex,a,y\nmale,1,0\nfemale,2,1\nNA,3,1\n");
  assert.deepEqual(rows.description.columns, ["sex=female", "sex=male", "a"]);
  assert.deepEqual([...rows.inputs], [0, 1, 1, 1, 0, 2, Number.NaN, Number.NaN, 3]);
  assert.match(notesOf(rows), /sex is text and becomes 2 inputs of 0 or 1: female, male/);
  assert.match(notesOf(rows), /sex lacks a value in 1 of 3 rows: row 4/);
});

test("a text column with too many words is refused, and can be left out", () => {
  const lines = Array.from({ length: 40 }, (_, i) => `name${i},${i},${i % 2}`).join("\n");
  const text = `name,a,y\n${lines}\n`;
  assert.match(problemOf(text).problem, /name has 40 different texts; at most 32/);
  assert.match(problemOf(text).advice, /ignore: "name"/);
  assert.deepEqual(rowsOf(text, { ignore: "name" }).description.columns, ["a"]);
  assert.match(problemOf(text, { ignore: "nmae" }).advice, /Did you mean name/);
  assert.match(problemOf(text, { ignore: "y" }).problem, /label y is also ignored/);
});

test("every way to write a missing number is one", () => {
  for (const word of ["", "NA", "N/A", "NaN", "nan", "null", "?", "-"]) {
    const rows = rowsOf(`a,b,y\n1,${word},0\n2,3,1\n`);
    assert.ok(Number.isNaN(rows.inputs[1]), word);
    assert.match(notesOf(rows), /b lacks a value in 1 of 2 rows: row 2/, word);
  }
});

test("a constant column is warned about", () => {
  assert.match(
    notesOf(rowsOf("a,b,y\n7,1,0\n7,2,1\n")),
    /Column a is the same in every row: it says nothing/,
  );
  assert.match(
    notesOf(rowsOf("a,b,y\n7,1,0\n7,1,1\n")),
    /2 columns are the same in every row and say nothing: a, b\./,
  );
});

test("columns named twice or not at all are renamed visibly", () => {
  const rows = rowsOf("a,a,,y\n1,2,3,0\n4,5,6,1\n");
  assert.deepEqual(rows.description.columns, ["a", "a_2", "column_3"]);
  assert.match(notesOf(rows), /Column 2 has the name a again and is called a_2/);
  assert.match(notesOf(rows), /Column 3 has no name/);
});

test("names of object properties are ordinary column names", () => {
  const rows = rowsOf("__proto__,constructor,toString,y\n1,2,3,__proto__\n4,5,6,constructor\n");
  assert.deepEqual(rows.description.columns, ["__proto__", "constructor", "toString"]);
  assert.deepEqual(classNames(rows.description), ["__proto__", "constructor"]);
});

test("a file without a header", () => {
  assert.match(
    problemOf("1,2,0\n3,4,1\n").problem,
    /first row holds only numbers \(1, 2, 0\): it looks like data/,
  );
  const rows = rowsOf("1,2,0\n3,4,1\n", { header: false, label: "column_3" });
  assert.deepEqual([...rows.inputs], [1, 2, 3, 4]);
});

test("a shape is checked against the number of inputs", () => {
  const text = "a,b,c,d,y\n1,2,3,4,0\n5,6,7,8,1\n";
  assert.deepEqual(rowsOf(text, { shape: [1, 2, 2] }).description.input, [1, 2, 2]);
  const { problem, attribute } = problemOf(text, { shape: [1, 3, 3] });
  assert.match(problem, /\[1, 3, 3\] takes 1 × 3 × 3 = 9 numbers, a row has 4/);
  assert.equal(attribute, "shape");
});

test("what is wrong with a table is said with its row", () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["", /file is empty/],
    [" \n\n", /file is empty/],
    ["a,y\n", /header but no rows/],
    [
      "a,b,y\n1,2,0\n1,2\n1,2,0\n1,2,3,0\n",
      /Row 3 has 2 cells, the header has 3\. There are 2 such rows: rows 3 and 5/,
    ],
    ["a,b,y\n1,2,0\n\n1\n", /Row 4 has 1 cell, the header has 3/],
    ['a,y\n1,0\n"2,1\n3,0\n', /A quote opens in row 3 and is never closed/],
    ['a,y\n1,0\n"2"x,1\n', /Row 3 has text right after a closing quote/],
    ["a,y\n1,0\n1e400,1\n", /Column a holds a number that is infinite or too large in row 3/],
    ["a,y\n1,0\n-inf,1\n", /infinite or too large in row 3/],
    ["a,y\n1,0\n1e39,1\n", /infinite or too large in row 3/],
    ["a,y\n1,0\n2,1e400\n", /label y holds a number that is infinite or too large in row 3/],
    ["a,y\n1,0\n2,0\ntwo,1\n", /Column a has a number in 2 rows, but text in row 4/],
    ["a;y\n1,5;0\n2,5;1\n", /Column a has numbers with a decimal comma in rows 2 and 3/],
    ["a,y\n1,\n2,NA\n", /label y is missing in every row/],
    ["y\n1\n2\n1\n2\n", /No column is left as an input/],
  ];
  for (const [text, pattern] of cases) {
    const found = problemOf(text);
    assert.match(found.problem, pattern, JSON.stringify(text));
    assert.ok(found.advice.length > 0);
  }
});

test("a label that is no column lists the columns and what was probably meant", () => {
  const { problem, advice, attribute } = problemOf("width,Species\n1,u\n2,v\n", { label: "species" });
  assert.match(problem, /no column species\. Its columns: width, Species/);
  assert.match(advice, /Did you mean Species/);
  assert.equal(attribute, "label");
});

test("bytes that are not UTF-8 text are refused with the place", () => {
  const latin = Uint8Array.from([...bytesOf("a,y\n1,caf"), 0xe9, 0x0a]);
  assert.match(problemOf(latin).problem, /not UTF-8: byte 9 \(0xe9\)/);
  assert.match(problemOf(Uint8Array.from([0xff, 0xfe, 0x61, 0])).problem, /UTF-16/);
  assert.match(problemOf(Buffer.from("a,y\n1,2\n", "utf16le")).problem, /looks like UTF-16/);
  assert.match(
    problemOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])).problem,
    /not text: byte 4 is 0/,
  );
  assert.match(problemOf(Uint8Array.from([0x61, 0xc3])).problem, /byte 1 \(0xc3\)/);
  assert.match(problemOf(Uint8Array.from([0x61, 0xed, 0xa0, 0x80])).problem, /byte 1 \(0xed\)/);
});

test("limits are checked before anything of that size is made", () => {
  const wide = Array.from({ length: limits.columns + 1 }, (_, i) => `c${i}`).join(",");
  assert.match(problemOf(`${wide}\n`).problem, /10001 columns; at most 10000/);
  assert.match(problemOf(`a,y\n${"1".repeat(limits.cellCharacters + 1)},0\n`).problem, /longer than 1 MiB/);
  const huge = { length: limits.fileBytes + 1 } as Uint8Array;
  const refused = readTable(huge, true);
  assert.ok("problem" in refused && /257 MiB; at most 256/.test(refused.problem));
});

test("a table of ten megabytes is read", () => {
  const line = `${Array.from({ length: 20 }, (_, i) => i / 7)
    .map((v) => v.toFixed(6))
    .join(",")},1\n`;
  const header = `${Array.from({ length: 20 }, (_, i) => `c${i}`).join(",")},y\n`;
  const count = Math.ceil(10_000_000 / line.length);
  const rows = rowsOf(header + line.repeat(count));
  assert.equal(rows.count, count);
  assert.equal(rows.inputs.length, count * 20);
});

test("random edits of a table never throw and never give a number that is not finite or missing", () => {
  const base = 'a,b,sex,y\n1,2,m,u\n3,"4",f,v\n5,NA,m,u\n-7e3,8.5,f,v\n';
  const bits = [",", "\n", '"', "", "x", "1e400", ";", "\r", "NaN", "\u0000", "é", "-", ".", "\t"];
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let accepted = 0;
  for (let round = 0; round < 3000; round++) {
    let text = base;
    for (let edit = next(4); edit >= 0; edit--) {
      const at = next(text.length);
      text = text.slice(0, at) + bits[next(bits.length)] + text.slice(at + next(3));
    }
    const rows = read(text);
    if (isProblem(rows)) continue;
    accepted++;
    assert.ok(
      rows.inputs.every((value) => !(Math.abs(value) === Number.POSITIVE_INFINITY)),
      text,
    );
    assert.equal(rows.inputs.length, rows.count * rows.description.input.reduce((a, b) => a * b, 1));
  }
  assert.ok(accepted > 300 && accepted < 3000, `${accepted} accepted`);
});

test("iris as it ships", () => {
  const bytes = readFileSync("examples/data/iris.csv");
  const rows = rowsOf(bytes, { label: "species" });
  assert.deepEqual(classNames(rows.description), ["setosa", "versicolor", "virginica"]);
  assert.equal(rows.count, 150);
});
