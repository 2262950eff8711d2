import { epochTooLow, ownerPresent, type ServiceError, stolen, tooManyReceivers } from './serviceError.ts';

/** A reader as its rivals see it. */
export interface Receiver {
  readonly name: string | undefined;
  /** The owner level, any 64-bit number: .NET programs use clock ticks. Undefined for a plain reader. */
  readonly epoch: bigint | undefined;
  /** Ends the reader in favour of another. */
  readonly disconnect: (reason: ServiceError) => void;
}

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas: five non-epoch receivers per consumer group. */
export const maxPlainReceivers = 5;

/**
 * Who reads one partition for one consumer group: either one owner with an epoch, or up to five plain readers.
 * Rules and texts: https://learn.microsoft.com/azure/event-hubs/event-hubs-event-processor-host#epoch, and measured.
 */
export class Receivers {
  readonly #present = new Set<Receiver>();

  get present(): Iterable<Receiver> {
    return this.#present.values();
  }

  /** Lets the newcomer in, putting out whom it outranks; or says why not. */
  admit(newcomer: Receiver): ServiceError | undefined {
    const { epoch } = newcomer;
    const refusal = epoch === undefined ? this.#refusePlain() : this.#refuseOwner(newcomer, epoch);
    if (refusal) return refusal;
    if (epoch !== undefined) this.#putOutAll(newcomer, epoch);
    this.#present.add(newcomer);
    return undefined;
  }

  /** Safe to call for a receiver that is no longer present. */
  leave(receiver: Receiver): void {
    this.#present.delete(receiver);
  }

  #refusePlain(): ServiceError | undefined {
    for (const { epoch } of this.#present) if (epoch !== undefined) return ownerPresent(epoch);
    if (this.#present.size < maxPlainReceivers) return undefined;
    return tooManyReceivers([...this.#present].map(({ name }) => name));
  }

  #refuseOwner(newcomer: Receiver, epoch: bigint): ServiceError | undefined {
    for (const { name, epoch: present } of this.#present) {
      if (present !== undefined && present > epoch)
        return epochTooLow({ name, epoch: present }, { name: newcomer.name, epoch });
    }
    return undefined;
  }

  #putOutAll(newcomer: Receiver, epoch: bigint): void {
    for (const receiver of [...this.#present]) {
      this.#present.delete(receiver);
      receiver.disconnect(stolen({ name: newcomer.name, epoch }, receiver));
    }
  }
}
