/**
 * The typed tree of a Soma file: what the parser makes of the text.
 *
 * Every node is a plain object with a `kind` and a `span`. Spans count UTF-16 units from the start of the *declaration*
 * that holds the node, so that a declaration which an edit did not touch is the same object after the edit; the place of
 * a declaration in the file is `Placed.at`. Absolute place of a node = `placed.at + node.span.start`.
 *
 * The tree is always complete: what the author has not written yet is a `missing` expression or a name with an empty
 * text, and text that fits nowhere is `skipped`. Whoever reads the tree stays silent about those: they are reported.
 */
import type { SyntaxProblem } from "./problems.ts";

/** From `start` up to, not including, `end`, in UTF-16 units from the start of the declaration. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SourceFile {
  readonly text: string;
  readonly declarations: readonly Placed[];
  /** Problems that belong to no declaration: a binary file, hidden characters. Spans count from the start of the file. */
  readonly problems: readonly SyntaxProblem[];
}

/** A declaration and its offset in the file. */
export interface Placed {
  readonly at: number;
  readonly declaration: Declaration;
}

/** A word that the author chose or refers to. `text` is empty where the word is missing; the span is then empty too. */
export interface Name {
  readonly kind: "word";
  readonly text: string;
  readonly span: Span;
  /** Set when the word holds a letter that names may not have (Cyrillic `е`); the parser has reported it. */
  readonly foreign?: ForeignLetter;
}

export interface ForeignLetter {
  /** The first letter that names may not have. */
  readonly letter: string;
  /** The whole word in ASCII letters, where every foreign letter has a look-alike: what the author most likely meant. */
  readonly lookalike?: string;
}

/** The lines of a `///` comment, without the slashes and one space. */
export interface Docs {
  readonly kind: "docs";
  readonly text: string;
  readonly span: Span;
}

// ---- Declarations ---------------------------------------------------------------------------------------------------

export type Declaration =
  | ImportDeclaration
  | ConstDeclaration
  | DataDeclaration
  | BlockDeclaration
  | NetworkDeclaration
  | TrainDeclaration
  | SkippedDeclaration;

interface DeclarationPart {
  /** From the first token (the docs, where there are any) to the last; `start` is always 0. */
  readonly span: Span;
  readonly docs?: Docs;
  readonly problems: readonly SyntaxProblem[];
  /** How far the parser looked, from the start of the declaration: an edit beyond it cannot change this declaration. */
  readonly reach: number;
}

/** `import Residual, Transformer from "./blocks.soma"` */
export interface ImportDeclaration extends DeclarationPart {
  readonly kind: "import";
  readonly names: readonly Name[];
  readonly from: StringExpression | MissingExpression;
}

/** `const width = 64` */
export interface ConstDeclaration extends DeclarationPart {
  readonly kind: "const";
  readonly name: Name;
  readonly value: Expression;
}

/** `data spirals = spiral(points: 500) { split: 0.8 }` */
export interface DataDeclaration extends DeclarationPart {
  readonly kind: "data";
  readonly name: Name;
  readonly source: Expression;
  /** Only where the settings' braces are written. */
  readonly body?: Body<Setting>;
}

/** `block Residual(channels, stride = 1) { … }` */
export interface BlockDeclaration extends DeclarationPart {
  readonly kind: "block";
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly body: Body<Statement>;
}

/** `network LeNet(classes = 10) { … }` */
export interface NetworkDeclaration extends DeclarationPart {
  readonly kind: "network";
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly body: Body<Statement>;
}

/** `train baseline: Spiral(width: 8) on spirals { … }` */
export interface TrainDeclaration extends DeclarationPart {
  readonly kind: "train";
  readonly name?: Name;
  /** A name, or a call that gives the network its arguments. */
  readonly network: Expression;
  /** What follows `on`: a name, or a call of a data source. Missing (and reported) where `on` is not written. */
  readonly data: Expression;
  readonly body: Body<Setting | Expectation>;
}

/** Text between declarations that starts none of them. */
export interface SkippedDeclaration extends DeclarationPart {
  readonly kind: "skipped";
}

/** What stands between `{` and `}`. `span` holds the braces; it is empty where the body is missing. */
export interface Body<Item> {
  readonly kind: "body";
  readonly items: readonly (Item | Skipped)[];
  readonly span: Span;
}

/** `stride = 1` between the parentheses of a block or a network. */
export interface Parameter {
  readonly kind: "parameter";
  readonly name: Name;
  readonly default?: Expression;
  readonly span: Span;
}

// ---- What stands in a body ------------------------------------------------------------------------------------------

export type Statement = InputStatement | Binding | OutputStatement | RequireStatement | ExpressionStatement;

/** `input tokens: [16] of vocab` */
export interface InputStatement {
  readonly kind: "input";
  readonly docs?: Docs;
  readonly name: Name;
  /** The sizes between brackets: a list; anything else the author wrote is kept as it is. */
  readonly shape: Expression;
  /** How many different whole numbers the input may hold, for tokens and classes. */
  readonly vocabulary?: Expression;
  readonly span: Span;
}

/** `features = x -> conv2d(6, kernel: 5)` */
export interface Binding {
  readonly kind: "binding";
  readonly docs?: Docs;
  readonly name: Name;
  readonly value: Expression;
  readonly span: Span;
}

/** `output relu(x + y): [channels, h, w]` */
export interface OutputStatement {
  readonly kind: "output";
  readonly docs?: Docs;
  readonly value: Expression;
  readonly shape?: Expression;
  readonly span: Span;
}

/** `require h % stride == 0` */
export interface RequireStatement {
  readonly kind: "require";
  readonly condition: Expression;
  readonly span: Span;
}

/** A bare expression, the last of a body: `x -> dense(1)` */
export interface ExpressionStatement {
  readonly kind: "expression";
  readonly docs?: Docs;
  readonly value: Expression;
  readonly span: Span;
}

/** `optimizer: adam(lr: 0.03)` in the body of a train or data declaration */
export interface Setting {
  readonly kind: "setting";
  readonly docs?: Docs;
  readonly name: Name;
  readonly value: Expression;
  readonly span: Span;
}

/** `expect accuracy >= 0.95 in 9/10 seeds` */
export interface Expectation {
  readonly kind: "expect";
  /** What is measured: `accuracy`, `dead(h1)`. */
  readonly measure: Expression;
  /** Absent where no comparison is written; that is reported, and `bound` is missing. */
  readonly operator?: Comparison;
  readonly bound: Expression;
  /** `in 9/10 seeds`: it must hold for `passing` of `of` seeds. */
  readonly seeds?: SeedShare;
  readonly span: Span;
}

export interface SeedShare {
  readonly kind: "seeds";
  readonly passing: Expression;
  readonly of: Expression;
  readonly span: Span;
}

/** Text inside a body that is no statement; reported where it stands. */
export interface Skipped {
  readonly kind: "skipped";
  readonly span: Span;
}

// ---- Expressions ----------------------------------------------------------------------------------------------------

export type Expression =
  | NumberExpression
  | StringExpression
  | BooleanExpression
  | NameExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | ListExpression
  | GroupExpression
  | UnaryExpression
  | BinaryExpression
  | PipelineExpression
  | MissingExpression;

/** `64`, `0.03`, `1e-3`. `text` is what was written: `value` cannot hold every integer above 2^53. */
export interface NumberExpression {
  readonly kind: "number";
  readonly value: number;
  readonly text: string;
  readonly span: Span;
}

/** `"iris.csv"`; `value` has its escapes resolved. */
export interface StringExpression {
  readonly kind: "string";
  readonly value: string;
  readonly span: Span;
}

export interface BooleanExpression {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly span: Span;
}

/** `x`, `relu`, `same`: what the word stands for is the checker's business. */
export interface NameExpression {
  readonly kind: "name";
  readonly name: Name;
  readonly span: Span;
}

/** `LeNet.c2` */
export interface MemberExpression {
  readonly kind: "member";
  readonly object: Callee;
  readonly name: Name;
  readonly span: Span;
}

/** `h1[3]` */
export interface IndexExpression {
  readonly kind: "index";
  readonly object: Callee;
  readonly index: Expression;
  readonly span: Span;
}

/** What may stand before `(`, `.` or `[`. */
export type Callee = NameExpression | MemberExpression | IndexExpression;

/** `conv2d(6, kernel: 5)` */
export interface CallExpression {
  readonly kind: "call";
  readonly callee: Callee;
  readonly arguments: readonly Argument[];
  /** The parentheses and what is between them. */
  readonly argumentsSpan: Span;
  readonly span: Span;
}

/** `6` or `kernel: 5` */
export interface Argument {
  readonly kind: "argument";
  readonly name?: Name;
  readonly value: Expression;
  readonly span: Span;
}

/** `[channels, h, w]` */
export interface ListExpression {
  readonly kind: "list";
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** `(a + b)` */
export interface GroupExpression {
  readonly kind: "group";
  readonly inner: Expression;
  readonly span: Span;
}

/** `-x` */
export interface UnaryExpression {
  readonly kind: "unary";
  readonly operator: "-";
  readonly operand: Expression;
  readonly span: Span;
}

/** `a + b`, `h % stride == 0`. `div` is division of whole numbers rounded down. */
export interface BinaryExpression {
  readonly kind: "binary";
  readonly left: Expression;
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly right: Expression;
  readonly span: Span;
}

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type BinaryOperator = Comparison | "+" | "-" | "*" | "/" | "div" | "%" | "@" | "**";

/** `image -> c1: conv2d(6, kernel: 5) -> relu`: what goes in, and one stage or more. */
export interface PipelineExpression {
  readonly kind: "pipeline";
  readonly input: Expression;
  readonly stages: readonly [Stage, ...Stage[]];
  readonly span: Span;
}

/** `-> c1: conv2d(6, kernel: 5)`. In a list of points the value is a number or a list: `[0, 1] -> 1`. */
export interface Stage {
  readonly kind: "stage";
  readonly docs?: Docs;
  readonly label?: Name;
  readonly value: Expression;
  readonly arrow: Span;
  /** From the arrow to the end of the value. */
  readonly span: Span;
}

/** An expression that must stand here and does not. The span is empty, where the expression would start. */
export interface MissingExpression {
  readonly kind: "missing";
  readonly span: Span;
}

/** Any node of the tree. */
export type Node =
  | Declaration
  | Statement
  | Setting
  | Expectation
  | Expression
  | Body<Statement>
  | Body<Setting>
  | Body<Setting | Expectation>
  | Name
  | Docs
  | Parameter
  | Argument
  | Stage
  | SeedShare
  | Skipped;
