/** A signature: a name an author may use, what it takes, and what there is to say about it. */
import type { Attributes } from "./attribute.ts";

export interface Signature {
  /** As written in the language: `conv2d`, `adam`, `spiral`. */
  readonly name: string;
  /** One or two sentences of Markdown for hovers, completion and the reference. */
  readonly doc: string;
  /** In the order in which they may be given by position. */
  readonly attributes: Attributes;
  /** What PyTorch, Keras and others call it, for did-you-mean: `Linear`, `nn.Linear`, `Dense`. */
  readonly foreign?: readonly string[];
  /** Attribute names elsewhere → ours: `kernel_size` → `kernel`. */
  readonly foreignAttributes?: Readonly<Record<string, string>>;
}
