/**
 * What a proxy does with a request that has come in whole.
 * - `pass`: hands it on, and the answer back;
 * - `reset`: ends the connection before the service sees anything; `silence`: neither hands on nor answers;
 * - `answer lost`, `answer withheld`: the service does what was asked, and then the connection ends, or nothing comes;
 * - `answer empty`, `answer cut`: the service does what was asked, and of its answer come the status alone, or half;
 * - a made answer: the service sees nothing, and the client is told this.
 */
export type Treatment =
  | 'pass'
  | 'reset'
  | 'silence'
  | 'answer lost'
  | 'answer withheld'
  | 'answer empty'
  | 'answer cut'
  | MadeAnswer;

export interface MadeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
