/**
 * One keeper for each data folder, held by the kernel: a file lock taken through SQLite, the only file lock Node has without
 * native code. It goes when its process goes, however it dies, so it is never stale and never stolen; a file with a process
 * number in it can be both.
 */
import { DatabaseSync } from "node:sqlite";

export type FolderLock = { readonly release: () => void };

/**
 * Takes the lock on `file`, waiting at most `patience` milliseconds; null when another process has it.
 * @throws when the file cannot be made or opened.
 */
export function lockFolder(file: string, patience: number): FolderLock | null {
  const lock = new DatabaseSync(file, { timeout: patience });
  try {
    // The lock file holds nothing, so there is nothing a journal could save.
    lock.exec("PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    const sqliteBusy = 5;
    if ((error as { errcode?: number }).errcode === sqliteBusy) return null;
    throw error;
  }
  return { release: () => lock.close() };
}
