import type { AzureCli } from '../../tools/azure/azureCli.ts';
import { AzureError, type AzureErrorCode } from '../../tools/azure/azureError.ts';

/** What az answers when its arguments, joined by spaces, match: the first answer that matches, and is not used up, counts. */
export interface AzureAnswer {
  /** The source of a regular expression. */
  readonly to: string;
  readonly output?: unknown;
  readonly fails?: AzureErrorCode;
  /** How often this answer is given; without it, always. */
  readonly times?: number;
  /** Looks at the call, for instance at a file that it names. */
  readonly look?: (args: readonly string[]) => void;
}

/** An Azure CLI without processes, which writes down how it is called. */
export interface FakeAzure extends AzureCli {
  readonly calls: readonly string[];
}

export function fakeAzure(answers: readonly AzureAnswer[]): FakeAzure {
  const calls: string[] = [];
  const given = new Map<AzureAnswer, number>();
  return {
    calls,
    json: async (args) => {
      const text = args.join(' ');
      calls.push(text);
      const isLeft = (answer: AzureAnswer) => (given.get(answer) ?? 0) < (answer.times ?? Number.POSITIVE_INFINITY);
      const answer = answers.find((each) => isLeft(each) && new RegExp(each.to).test(text));
      if (answer === undefined) throw new Error(`The fake az has no answer to: ${text}`);
      given.set(answer, (given.get(answer) ?? 0) + 1);
      answer.look?.(args);
      if (answer.fails !== undefined) throw new AzureError(answer.fails, `az ${args[0]} failed: ${answer.fails}`);
      return answer.output;
    },
  };
}
