/** `idx`: images and labels in two files of MNIST's format, also gzipped. */
import { file } from "../../catalog/attribute.ts";
import {
  type DataDescription,
  type DataNote,
  type DataProblem,
  defineDataSource,
  type FileReader,
  isProblem,
} from "../define.ts";
import { type Idx, readIdx } from "../idx.ts";
import { checkDataPath } from "../path.ts";

interface IdxAttributes {
  readonly images: string;
  readonly labels: string;
}

interface IdxPair {
  readonly description: DataDescription;
  readonly images: Idx;
  readonly labels: Idx;
}

const extensions = ["idx", "idx1-ubyte", "idx3-ubyte", "ubyte", "gz"];

export const idx = defineDataSource({
  name: "idx",
  doc:
    "Images and labels in MNIST's format, also gzipped: one file of unsigned bytes [rows, height, width], one of [rows]. " +
    "Inputs are [1, height, width], scaled to 0 … 1.",
  attributes: {
    images: file("Path of the file with the images.", extensions),
    labels: file("Path of the file with the labels.", extensions),
  },
  foreign: ["mnist", "MNIST"],
  split: 0.8,
  seeded: false,
  files: ({ images, labels }) => [images, labels],
  describe: (attributes, files) => {
    const pair = readPair(attributes, files);
    return pair === undefined || isProblem(pair) ? pair : pair.description;
  },
  make: (attributes, { files }) => {
    const pair = readPair(attributes, files);
    if (pair === undefined) throw new Error(`make was called before ${attributes.images} was read`);
    if (isProblem(pair)) return pair;
    const { description, images, labels } = pair;
    return {
      description,
      count: labels.values.length,
      inputs: Float32Array.from(images.values, (value) => value / 255),
      labels: Float32Array.from(labels.values),
      notes: noteEmptyClasses(description, labels),
    };
  },
});

const lastReadings = new WeakMap<Uint8Array, Idx | DataProblem>();

function readPair(attributes: IdxAttributes, files: FileReader): IdxPair | DataProblem | undefined {
  const images = readFile(attributes.images, "images", files);
  if (images === undefined || isProblem(images)) return images;
  const labels = readFile(attributes.labels, "labels", files);
  if (labels === undefined || isProblem(labels)) return labels;
  const description = describe(images, labels);
  return isProblem(description) ? description : { description, images, labels };
}

function readFile(
  path: string,
  attribute: keyof IdxAttributes,
  files: FileReader,
): Idx | DataProblem | undefined {
  const bytes = checkDataPath(path, Number.POSITIVE_INFINITY) ?? files(path);
  if (bytes === undefined) return undefined;
  if (isProblem(bytes)) return { ...bytes, attribute };
  const read = lastReadings.get(bytes) ?? readIdx(bytes);
  lastReadings.set(bytes, read);
  return isProblem(read) ? { ...read, attribute } : read;
}

function describe(images: Idx, labels: Idx): DataDescription | DataProblem {
  const [rows = 0, ...image] = images.sizes;
  if (image.length === 0) {
    const advice = "The images come first, the labels second: were they swapped?";
    return { problem: `The images file has one axis, [${rows}].`, advice, attribute: "images" };
  }
  if (labels.sizes.length !== 1) {
    const found = `[${labels.sizes.join(", ")}]`;
    const advice = "It must hold one number a row.";
    return { problem: `The labels file has the sizes ${found}.`, advice, attribute: "labels" };
  }
  if (labels.sizes[0] !== rows) {
    return {
      problem: `There are ${rows} images but ${labels.sizes[0]} labels.`,
      advice: "Take both files from the same set.",
      attribute: "labels",
    };
  }
  const classes = labels.values.reduce((most, label) => Math.max(most, label), 0) + 1;
  return {
    input: image.length === 2 ? [1, ...image] : image,
    label: { kind: "classes", names: Array.from({ length: classes }, (_, label) => String(label)) },
    rows,
  };
}

function noteEmptyClasses({ label }: DataDescription, { values }: Idx): readonly DataNote[] {
  const names = label.kind === "classes" ? label.names : [];
  const present = new Set(values);
  const empty = names.filter((_, number) => !present.has(number));
  if (present.size === 1)
    return [{ severity: "warning", message: `Every row has the label ${names.at(-1)}.` }];
  if (empty.length === 0) return [];
  return [{ severity: "warning", message: `No row has the label ${empty.slice(0, 10).join(", ")}.` }];
}
