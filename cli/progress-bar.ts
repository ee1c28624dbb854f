/** One line that says how far a run is: `[#####-----]  50 % step 500/1000 loss 0.31 3 s left`. Plain ASCII. */

export function progressBar(
  step: number,
  totalSteps: number,
  loss: number,
  elapsedMs: number,
  columns: number,
): string {
  const share = totalSteps === 0 ? 1 : step / totalSteps;
  const leftS = step === 0 ? 0 : Math.ceil(((elapsedMs / step) * (totalSteps - step)) / 1000);
  const percent = `${Math.floor(100 * share)} %`.padStart(5);
  const facts = [
    percent,
    `step ${step}/${totalSteps}`,
    `loss ${loss.toPrecision(4)}`,
    `${leftS} s left`,
  ].join("  ");
  const room = Math.min(30, columns - facts.length - 5);
  const filled = Math.round(share * room);
  const bar = room < 5 ? "" : `[${"#".repeat(filled)}${"-".repeat(room - filled)}] `;
  return `${bar}${facts}`.slice(0, Math.max(0, columns - 1));
}
