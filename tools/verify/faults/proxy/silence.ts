import type { ServerResponse } from 'node:http';

/** Connections on which nobody says anything, until all of it ends at once. */
export class Silence {
  readonly #silent = new Set<ServerResponse>();
  #ended = 0;

  /**
   * For a request that has come: how to be silent to it from some moment on. Where the silence has ended meanwhile, its
   * connection ends too: nobody would end it later.
   */
  begin(outgoing: ServerResponse): () => void {
    const ended = this.#ended;
    return () => {
      if (outgoing.destroyed) return;
      if (this.#ended !== ended) return void outgoing.destroy();
      this.#silent.add(outgoing);
      outgoing.once('close', () => this.#silent.delete(outgoing));
    };
  }

  end(): void {
    this.#ended += 1;
    for (const outgoing of [...this.#silent]) outgoing.destroy();
  }
}
