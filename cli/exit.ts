/** The exit codes of every command. */
export const exit = {
  ok: 0,
  /** Errors or warnings were found, data cannot be used, or an expectation does not hold. */
  findings: 1,
  /** The command was called wrongly, or a file cannot be read. */
  usage: 2,
  /** A run's loss stopped being a finite number. */
  diverged: 3,
  /** Our mistake. */
  bug: 101,
  /** Ended by Ctrl-C. */
  interrupted: 130,
} as const;
