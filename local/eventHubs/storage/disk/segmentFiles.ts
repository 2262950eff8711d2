/** A file of a partition. */
export interface SegmentFile {
  /** Writes all bytes, one buffer behind the other, from `position` on. @throws after writing some of them or none */
  write(buffers: readonly Buffer[], position: number): Promise<void>;
  /** Fills `into` from `position` on, as far as there is something; says how far. */
  read(into: Buffer, position: number): Promise<number>;
  /** Gives up everything behind `length`. */
  cut(length: number): Promise<void>;
  /** Resolves when all that was written has reached the device. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a partition's log needs of a file system. Errors are the system's, with its `code`. */
export interface SegmentFiles {
  /** Opens an empty file to read and write; makes it, if need be. @throws EEXIST when it holds something */
  create(path: string): Promise<SegmentFile>;
  /** Opens a file that is there, to read and write. */
  open(path: string): Promise<SegmentFile>;
  openToRead(path: string): Promise<SegmentFile>;
  /** Deletes a file, unless somebody else has. */
  remove(path: string): Promise<void>;
  /** The files of a folder with their lengths, in no order. */
  list(folder: string): Promise<readonly { readonly name: string; readonly length: number }[]>;
  /** Resolves when the folder knows its new files also after power loss. */
  syncFolder(folder: string): Promise<void>;
}
