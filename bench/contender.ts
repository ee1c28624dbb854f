/**
 * One contender in a process of its own: it gets ready, says what it found out on the way, and then works for as long as it
 * is told, again and again, so that contenders can take turns within one run.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What somebody who trains says when ready. */
export interface Contending {
  readonly lossAfter20: number;
  /** From nothing to the end of the first step, milliseconds. */
  readonly firstStepMs: number;
  readonly cost?: Cost;
}

/** What compiling the training program took in a fresh process. */
export interface Cost {
  readonly emissionMs: number;
  readonly instantiationMs: number;
  readonly stepMs: number;
  readonly codeBytes: number;
}

export interface Segment {
  readonly steps: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

export interface Contender<Ready> {
  readonly name: string;
  readonly ready: Ready;
  measure(milliseconds: number): Promise<Segment>;
  end(): void;
}

/** Starts a contender; `undefined` if it cannot run here, with the reason printed. */
export async function startContender<Ready>(
  name: string,
  command: string,
  argv: readonly string[],
): Promise<Contender<Ready> | undefined> {
  const child = spawn(command, argv, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = "";
  child.stderr.on("data", (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-4000);
  });
  const first = await Promise.race([lines.next(), failure(child)]);
  if (first === undefined || first.done) {
    console.log(`  ${name}: not here (${reasonIn(complaint)})`);
    return undefined;
  }
  const ready = JSON.parse(first.value) as Ready;
  return {
    name,
    ready,
    async measure(milliseconds) {
      child.stdin.write(`${milliseconds}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`${name} ended while it was measured: ${reasonIn(complaint)}`);
      return JSON.parse(String(value)) as Segment;
    },
    end: () => child.stdin.end(),
  };
}

/** The line of a stack trace that says what was wrong. */
function reasonIn(complaint: string): string {
  const lines = complaint.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /^(Uncaught )?\w*Error:? /.test(line)) ?? lines.at(-1) ?? "it ended").trim();
}

const failure = (child: ChildProcess): Promise<undefined> =>
  new Promise((resolve) => child.on("error", () => resolve(undefined)));

/** The contender's side: `work(n)` does n more steps, and `settle` waits until they are done. */
export async function contend(
  ready: object,
  work: (steps: number) => void | Promise<void>,
  settle: () => void = () => {},
): Promise<void> {
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const segment = await measureFor(Number(line), work, settle);
    process.stdout.write(`${JSON.stringify(segment)}\n`);
  }
}

async function measureFor(
  milliseconds: number,
  work: (steps: number) => void | Promise<void>,
  settle: () => void,
): Promise<Segment> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let steps = 0;
  let chunk = 1;
  for (;;) {
    await work(chunk);
    steps += chunk;
    const elapsed = performance.now() - start;
    if (elapsed >= milliseconds) break;
    chunk = Math.max(1, Math.min(Math.ceil((steps / elapsed) * (milliseconds - elapsed) * 0.5), 1_000_000));
  }
  settle();
  const { user, system } = process.cpuUsage(cpu);
  return { steps, cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - start) / 1e3 };
}
