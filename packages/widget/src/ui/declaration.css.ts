/**
 * The least that a table needs in a page whose style we do not know; `:where` lets every rule of the page go before it. In a narrow
 * place each row becomes a list, with the columns' names in front. Words stay whole; the names of cookies and keys need not.
 */
export const declarationCss =
  ':where(.kakburk-declaration){container-type:inline-size;overflow-wrap:break-word}' +
  ':where(.kakburk-declaration code){overflow-wrap:anywhere}' +
  ':where(.kakburk-category){width:100%;margin-block:1em;border-collapse:collapse}' +
  ':where(.kakburk-category) :where(caption,th,td){padding:.35em .5em;text-align:start;vertical-align:top}' +
  ':where(.kakburk-category .kakburk-name){min-width:11em}' +
  ':where(.kakburk-category tr){border-bottom:1px solid #8886}' +
  '@container(max-width:50em){' +
  ':where(.kakburk-category):where(table),:where(.kakburk-category) :where(caption,tbody,tr,th,td){display:block}' +
  ':where(.kakburk-category thead){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}' +
  ':where(.kakburk-category td){padding-block:0}' +
  ':where(.kakburk-category td)::before{content:attr(data-label)}' +
  ':where(.kakburk-category tr){padding-block:.35em}}'
