export interface StatusLine {
  /** What stands there now; asked for when it is time to show it. */
  show(text: () => string): void;
  /** A line that stays. */
  tell(line: string): void;
  /** No status from here on. Safe to call twice. */
  end(): void;
}

const everyMs = { terminal: 250, file: 10_000 };

/** Shows how far a long command is: on a terminal by one line that changes, elsewhere by a line every ten seconds. */
export function statusLine(output: NodeJS.WritableStream & { readonly isTTY?: boolean }): StatusLine {
  const isTerminal = output.isTTY === true;
  let text = (): string => '';
  const clear = (): void => void (isTerminal && output.write('\r\u001b[K'));
  const draw = (): void => {
    const line = text();
    if (line !== '') output.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
  };
  const timer = setInterval(draw, isTerminal ? everyMs.terminal : everyMs.file);
  // It must not be what keeps the process alive.
  timer.unref();
  return {
    show: (next) => {
      text = next;
    },
    tell: (line) => {
      clear();
      output.write(`${line}\n`);
    },
    end: () => {
      clearInterval(timer);
      text = () => '';
      clear();
    },
  };
}
