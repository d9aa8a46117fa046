import { silently } from '../../quiet.ts'
import { trusted } from '../trusted.ts'
import { asText } from '../wrap.ts'
import { wrapClass } from './disguise.ts'
import type { Way } from './realm.ts'

/**
 * A worker from a file of the shop's own has a policy of its own, so one that is made from a text of ours, which inherits the page's,
 * runs that file instead. Addresses in it stay relative to the file. Workers that are shared between pages stay as they are.
 */
export const holdWorkers: Way = (realm) => {
  wrapClass(realm, 'Worker', (values) => {
    if (!values.length) return values
    const options = values[1] as WorkerOptions | undefined
    const given = asText(values[0])
    const url = silently(() => new URL(given as string, document.baseURI))
    if (url?.origin !== location.origin || url.protocol === 'blob:') return [given, options]
    const file = `"${url.href.replaceAll('\\', '\\\\')}"`
    // Imports that stand in the text, since messages that come during a dynamic one would be lost.
    const text =
      options?.type === 'module'
        ? `import "data:text/javascript,${encodeURIComponent(relativeTo(file))}";import ${file}`
        : `${relativeTo(file)};importScripts(${file})`
    const blob = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    // What the page's Trusted Types refuse is refused as without us.
    return [typeof given === 'string' ? blob : trusted(blob, 'createScriptURL'), options]
  })
}

/** What makes a worker believe that it was started from a file, which would not be bound by the Trusted Types of the page. */
const relativeTo = (file: string): string =>
  `{const p=self.trustedTypes?.createPolicy('kakburk',{createScriptURL:u=>u}),at=u=>{u=new URL(u,${file}).href;return p?.createScriptURL(u)??u},of=(o,k,n)=>{const f=o[k];o[k]=function(...v){if(!(v[n] instanceof Request))v[n]=at(v[n]);return Reflect.apply(f,this,v)}};` +
  `of(self,'fetch',0);of(XMLHttpRequest.prototype,'open',1);const load=self.importScripts;self.importScripts=(...v)=>load(...v.map(at));` +
  `for(const k of['WebSocket','EventSource','Worker','Request'])if(self[k])self[k]=new Proxy(self[k],{construct:(t,[u,...v])=>new t(k=='Request'&&u instanceof t?u:at(u),...v)});` +
  `Object.defineProperty(self,'location',{value:new URL(${file}),configurable:true})}`
