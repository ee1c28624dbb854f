/** A wide table in its own frame: it scrolls sideways, by the keyboard too. */
import type { ComponentChildren } from "preact";

interface ScrollingProperties {
  /** What is in it, for readers who do not see it. */
  readonly label: string;
  readonly children: ComponentChildren;
}

export function Scrolling({ label, children }: ScrollingProperties) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by the keyboard.
    <section class="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
