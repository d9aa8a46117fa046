/**
 * What a page reads of an element that waits. `tracker` is the address of a host that waits for a yes; each must come to what it
 * comes to where nothing waits.
 */
export const heldExpressions: string[] = [
  // A script, inserted and not.
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js') })).src",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js') })).getAttribute('src')",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js') })).type",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js') })).getAttribute('type')",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js') })).hasAttribute('type')",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js'), type: 'module' })).type",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js'), type: 'text/javascript' })).getAttribute('type')",
  "place.appendChild(Object.assign(document.createElement('script'), { src: tracker('/a.js') })).async",
  "(() => { const script = Object.assign(document.createElement('script'), { src: tracker('/a.js'), async: false }); place.append(script); return script.async })()",
  "(() => { const script = Object.assign(document.createElement('script'), { src: tracker('/a.js') }); place.append(script); script.type = 'text/javascript'; return [script.type, script.getAttribute('type')] })()",
  "(() => { const script = Object.assign(document.createElement('script'), { src: tracker('/a.js') }); place.append(script); script.src = '/one.js'; return [script.src, script.getAttribute('src')] })()",
  "(() => { const script = document.createElement('script'); script.setAttribute('src', tracker('/a.js')); document.head.append(script); const told = [script.parentNode === document.head, script.isConnected, script.ownerDocument === document]; script.remove(); return [told, script.isConnected] })()",
  // An image.
  "Object.assign(new Image(), { src: tracker('/a.svg') }).src",
  "Object.assign(new Image(), { src: tracker('/a.svg') }).getAttribute('src')",
  "Object.assign(new Image(), { src: tracker('/a.svg') }).hasAttribute('src')",
  "Object.assign(new Image(), { srcset: tracker('/a.svg') + ' 2x' }).srcset",
  "Object.assign(new Image(), { srcset: tracker('/a.svg') + ' 2x' }).getAttribute('srcset')",
  "(() => { const image = new Image(); image.setAttribute('src', tracker('/a.svg')); return [image.src, image.getAttribute('src')] })()",
  "(() => { const image = new Image(); image.src = tracker('/a.svg'); image.src = '/picture.svg'; return [image.src, image.getAttribute('src')] })()",
  "(() => { const image = new Image(); image.src = tracker('/a.svg'); image.removeAttribute('src'); return [image.src, image.getAttribute('src'), image.hasAttribute('src')] })()",
  "place.appendChild(Object.assign(new Image(), { src: tracker('/a.svg'), alt: 'x', id: 'i' })).id",
  // A frame.
  "place.appendChild(Object.assign(document.createElement('iframe'), { src: tracker('/frame') })).src",
  "place.appendChild(Object.assign(document.createElement('iframe'), { src: tracker('/frame') })).getAttribute('src')",
  "place.appendChild(Object.assign(document.createElement('iframe'), { src: tracker('/frame') })).hasAttribute('src')",
  "place.appendChild(Object.assign(document.createElement('iframe'), { src: tracker('/frame'), width: 30, height: 20 })).width",
  "typeof place.appendChild(Object.assign(document.createElement('iframe'), { src: tracker('/frame') })).contentWindow.postMessage",
  "(() => { place.innerHTML = '<iframe width=30 height=20 src=\"' + tracker('/frame') + '\"></iframe>'; const [frame] = place.children; return [frame.src, frame.getAttribute('src'), frame.offsetWidth, frame.offsetHeight] })()",
  "(() => { place.innerHTML = '<img alt=\"\" src=\"' + tracker('/a.svg') + '\">'; const [image] = place.children; return [image.src, image.getAttribute('src'), image.hasAttribute('src')] })()",
  // Others.
  "place.appendChild(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: tracker('/a.js') })).href",
  "place.appendChild(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: tracker('/a.css') })).getAttribute('href')",
  "place.appendChild(Object.assign(document.createElement('video'), { src: tracker('/v.mp4'), poster: tracker('/a.svg') })).src",
  "Object.assign(document.createElement('video'), { poster: tracker('/a.svg') }).poster",
  "place.appendChild(Object.assign(document.createElement('object'), { data: tracker('/a.svg') })).data",
  "place.appendChild(Object.assign(document.createElement('embed'), { src: tracker('/a.svg') })).src",
  // What is no address of a tracker, though it names one.
  "Object.assign(document.createElement('a'), { href: tracker('/page') }).href",
  "place.appendChild(Object.assign(document.createElement('a'), { href: tracker('/page') })).outerHTML",
  "(place.textContent = tracker('/text'), place.innerHTML)",
  "(place.title = tracker('/text'), place.outerHTML)",
  "(place.dataset.src = tracker('/a.svg'), place.outerHTML)",
  "(() => { const template = document.createElement('template'); template.innerHTML = '<p>' + tracker('/text') + '</p>'; return template.innerHTML })()",
  "place.appendChild(Object.assign(document.createElement('script'), { type: 'application/json', text: JSON.stringify({ a: tracker('/a.js') }) })).outerHTML",
  "place.appendChild(Object.assign(document.createElement('p'), { innerHTML: '<code>&lt;script src=\"' + tracker('/a.js') + '\"&gt;</code>' })).outerHTML",
  "Object.assign(document.createElement('input'), { value: tracker('/a') }).value",
]
