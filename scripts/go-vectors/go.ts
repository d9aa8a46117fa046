import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Where Debian's `golang-golang-x-mod-dev` puts the sources. `GOPATH` may name another place. */
const debian = '/usr/share/gocode'
const places = [process.env.GOPATH, debian].filter((place): place is string => place !== undefined && place !== '')

/** Runs the Go program beside this file; it needs no network. Exits with what to install when Go or its packages are not there. */
export const runGo = (command: 'make' | 'check', input = ''): unknown => {
  if (!places.some((place) => existsSync(resolve(place, 'src/golang.org/x/mod/sumdb/note'))) || spawnSync('go', ['version']).status !== 0) {
    console.error('This needs Go and golang.org/x/mod in a GOPATH. On Debian and Ubuntu: apt-get install golang-go golang-golang-x-mod-dev')
    process.exit(2)
  }
  const { status, stdout, stderr } = spawnSync('go', ['run', '.', command], {
    cwd: import.meta.dirname,
    // Without modules nothing is looked up or downloaded.
    env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '', GOPATH: places.join(':') },
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`go run . ${command}: ${stderr}`)
  return JSON.parse(stdout)
}
