/**
 * One contender in a process of its own: it gets ready, says the loss after 20 steps, and then trains for as long as it is
 * told, again and again, so that contenders can take turns within one run.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface Ready {
  readonly lossAfter20: number;
  /** From nothing to the end of the first step, milliseconds. */
  readonly firstStepMs: number;
}

export interface Segment {
  readonly steps: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
}

export interface Contender {
  readonly name: string;
  readonly ready: Ready;
  measure(milliseconds: number): Promise<Segment>;
  end(): void;
}

/** Starts a contender; `undefined` if it cannot run here, with the reason printed. */
export async function startContender(
  name: string,
  command: string,
  argv: readonly string[],
): Promise<Contender | undefined> {
  const child = spawn(command, argv, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, OMP_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaint = "";
  child.stderr.on("data", (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-2000);
  });
  const first = await Promise.race([lines.next(), failure(child)]);
  if (first === undefined || first.done) {
    console.log(`  ${name}: not here (${complaint.trim().split("\n").at(-1) ?? "it ended"})`);
    return undefined;
  }
  const ready = JSON.parse(first.value) as Ready;
  return {
    name,
    ready,
    async measure(milliseconds) {
      child.stdin.write(`${milliseconds}\n`);
      const { value } = await lines.next();
      return JSON.parse(String(value)) as Segment;
    },
    end: () => child.stdin.end(),
  };
}

const failure = (child: ChildProcess): Promise<undefined> =>
  new Promise((resolve) => child.on("error", () => resolve(undefined)));

/** The contender's side: `train(n)` does n more steps. */
export async function contend(
  ready: Ready,
  train: (steps: number) => void,
  settle: () => void = () => {},
): Promise<void> {
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    const segment = measureFor(Number(line), train, settle);
    process.stdout.write(`${JSON.stringify(segment)}\n`);
  }
}

function measureFor(milliseconds: number, train: (steps: number) => void, settle: () => void): Segment {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let steps = 0;
  let chunk = 1;
  for (;;) {
    train(chunk);
    steps += chunk;
    const elapsed = performance.now() - start;
    if (elapsed >= milliseconds) break;
    chunk = Math.max(1, Math.min(Math.ceil((steps / elapsed) * (milliseconds - elapsed) * 0.5), 1_000_000));
  }
  settle();
  const { user, system } = process.cpuUsage(cpu);
  return { steps, cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - start) / 1e3 };
}
