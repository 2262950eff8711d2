import type { Socket } from 'node:net';

/** Why a client is not heard for a while. */
export type PauseReason = 'answers unread' | 'events unstored';

/** Does not read a socket as long as there is any reason not to. */
export interface ReadingPauses {
  begin(reason: PauseReason): void;
  end(reason: PauseReason): void;
}

export function readingPauses(socket: Socket): ReadingPauses {
  const reasons = new Set<PauseReason>();
  return {
    begin: (reason) => {
      reasons.add(reason);
      socket.pause();
    },
    end: (reason) => {
      if (reasons.delete(reason) && reasons.size === 0) socket.resume();
    },
  };
}
