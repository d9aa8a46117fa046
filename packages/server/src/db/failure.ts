import { ConsentProblem } from '@kakburk/shared'

/** The codes of SQLite, each with its extended forms, that tell of the disk or the file and not of a mistake of ours. */
const meanings: readonly (readonly [code: string, meaning: string])[] = [
  ['SQLITE_BUSY', 'another process has kept the database locked for too long; end what has it open, or try again'],
  ['SQLITE_LOCKED', 'the database is locked; try again'],
  ['SQLITE_FULL', 'the disk is full; make room, and the log goes on by itself'],
  ['SQLITE_READONLY', 'the database, or the folder in which it lies, cannot be written to; give the user that runs this the right to'],
  ['SQLITE_PERM', 'the database cannot be read or written with the rights of this process'],
  ['SQLITE_IOERR', 'the disk does not answer as it should; look what the system says of it, and that it is not full'],
  ['SQLITE_CORRUPT', 'the database is damaged; restore it from a backup'],
  [
    'SQLITE_CANTOPEN',
    'the database cannot be opened; see that it is a file, and that the user that runs this may write to it and to its folder',
  ],
  ['SQLITE_NOTADB', 'the file is not a SQLite database'],
]

/** A failure of storage as the problem that callers know, `storage-unavailable`; undefined for any other error. */
export const readStorageFailure = (error: unknown): ConsentProblem | undefined => {
  if (!(error instanceof Error)) return
  if (error.message === 'The database connection is not open') return unavailable('the database is closed', error)
  const code = 'code' in error ? String(error.code) : ''
  const found = meanings.find(([known]) => code === known || code.startsWith(`${known}_`))
  return found && unavailable(found[1], error)
}

/** Whether an error tells of a page of the database that cannot be read. Of others nothing is said by it. */
export const isDamaged = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_CORRUPT(_|$)/.test(String(error.code))

const unavailable = (message: string, cause: Error) => new ConsentProblem('storage-unavailable', message, [], { cause })
